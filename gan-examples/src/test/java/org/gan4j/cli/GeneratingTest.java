package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.gan4j.cli.option.GivenRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn from a run: single pictures, arrays, the best of many, walks and films. */
class GeneratingTest {
  private static final int SIZE = 28 * 28;

  @TempDir private static Path temporary;
  private static Path run;

  @TempDir private Path folder;

  @BeforeAll
  static void train() {
    run = temporary.resolve("run");
    Result.of("train", "--steps", 2, "--batch-size", 8, "--sample-every", 1, "--out", run);
  }

  @Test
  void anArrayHoldsTheImagesOfTheSinglePictures() throws IOException {
    Path npy = folder.resolve("a.npy");
    Path pictures = folder.resolve("pictures");

    assertThat(generate("--count", 300, "--out", npy))
        .isEqualTo(new Result(0, npy + "\n", Averages.said(2)));
    assertThat(generate("--count", 300, "--out", pictures).exitCode()).isZero();

    byte[] pixels = pixels(npy, 300);
    try (Stream<Path> files = Files.list(pictures)) {
      assertThat(files).hasSize(300);
    }
    for (int i : new int[] {0, 255, 256, 299}) {
      File png = pictures.resolve("%06d.png".formatted(i)).toFile();
      assertThat(bytes(ImageIO.read(png)))
          .isEqualTo(Arrays.copyOfRange(pixels, i * SIZE, (i + 1) * SIZE));
    }
  }

  @Test
  void niceKeepsSomeOfTheManyAndSaysSo() throws IOException {
    Path few = folder.resolve("few.npy");
    Path all = folder.resolve("all.npy");

    Result nice = generate("--count", 5, "--nice", "--keep", 0.1, "--out", few);
    generate("--count", 50, "--nice", "--keep", 1, "--out", all);

    assertThat(nice.exitCode()).isZero();
    assertThat(nice.err())
        .matches(
            Averages.said(2)
                + "drew 50 samples, kept the 5 that the discriminator scored highest \\(scores"
                + " -?\\d+\\.\\d to -?\\d+\\.\\d; the median of all was -?\\d+\\.\\d\\)\\R");
    assertAlike(pixels(few, 5), Arrays.copyOf(pixels(all, 50), 5 * SIZE));
  }

  /** Batches of other sizes round otherwise, which may take a grey value to the next one. */
  private static void assertAlike(byte[] actual, byte[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i] & 0xff).as("pixel %s", i).isCloseTo(expected[i] & 0xff, within(1));
    }
  }

  @Test
  void rejectionAcceptsSomeInTheOrderInWhichTheyAreDrawn() throws IOException {
    Path all = folder.resolve("all.npy");
    Path accepted = folder.resolve("accepted.npy");

    Result result = generate("--count", 5, "--nice=rejection", "--keep", 0.5, "--out", accepted);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("of 10,000 samples is found how to accept 0.500 of all");
    generate("--count", 41 * 256, "--out", all); // in batches of 256, of which 40 were for that
    List<Integer> found = places(pixels(accepted, 5), pixels(all, 41 * 256));
    assertThat(found)
        .isSorted()
        .allSatisfy(place -> assertThat(place).isBetween(40 * 256, 41 * 256 - 1));
    assertThat(result.err()).isNotEqualTo(generate("--nice", "--out", all, "--overwrite").err());
  }

  /** Returns which of many images each of some is, but for rounding. */
  private static List<Integer> places(byte[] some, byte[] many) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < some.length; i += SIZE) {
      int from = i;
      IntStream.range(0, many.length / SIZE)
          .filter(j -> areAlike(some, from, many, j * SIZE))
          .findFirst()
          .ifPresent(places::add);
    }
    assertThat(places).hasSize(some.length / SIZE);
    return places;
  }

  private static boolean areAlike(byte[] one, int from, byte[] other, int at) {
    return IntStream.range(0, SIZE)
        .allMatch(i -> Math.abs((one[from + i] & 0xff) - (other[at + i] & 0xff)) <= 1);
  }

  @Test
  void wayOfChoosingThatIsNoneIsRefusedWithThoseThatThereAre() {
    Result result = generate("--nice=rejecton");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains("one of best, rejection is expected, not 'rejecton'; did you mean rejection?");
  }

  @Test
  void rejectionIsRefusedWhereScoresAreNoLogits() {
    Path hinge = folder.resolve("hinge");
    Result.of("train", "--model", "mlp", "--loss", "hinge", "--steps", 1, "--out", hinge);
    Result result = Result.of("generate", "--run", hinge, "--nice=rejection");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("those of the loss hinge are none: use --nice, or a run");
    assertThat(Result.of("generate", "--run", hinge, "--nice", "--count", 1).exitCode()).isZero();
  }

  @Test
  void nicePicturesHaveANameOfTheirOwn() throws IOException {
    Result nice = generate("--nice", "--count", 1, "--seed", 9);

    Path png = run.resolve("nice-9.png");
    assertThat(nice.exitCode()).isZero();
    assertThat(nice.out()).isEqualTo(png + "\n");
    assertThat(nice.err())
        .startsWith(Averages.said(2) + "drew 20 samples, kept the 1 ")
        .hasLineCount(2);
    assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(56);
    assertThat(run.resolve("generated-9.png")).doesNotExist();
  }

  @Test
  void whatIsThereIsNotOverwrittenUnlessAllowed() throws IOException {
    Path npy = Files.writeString(folder.resolve("a.npy"), "mine");
    Path dir = Files.createDirectory(folder.resolve("dir"));
    Files.writeString(dir.resolve("notes"), "mine");

    assertThat(generate("--out", npy).err())
        .isEqualTo(
            "gan: %s is already there: give another --out, or allow to replace it by --overwrite\n"
                .formatted(npy));
    assertThat(npy).hasContent("mine");
    assertThat(generate("--out", dir, "--overwrite").err())
        .isEqualTo(
            "gan: %s is already in use: give another --out, or delete that folder\n"
                .formatted(dir));
    assertThat(generate("--count", 2, "--out", npy, "--overwrite").exitCode()).isZero();
    assertThat(pixels(npy, 2)).hasSize(2 * SIZE);
  }

  @Test
  void tooManyImagesForOnePictureAreRefusedWithAdvice() {
    String message =
        "gan: 10700 images of 1x28x28 are too many for one picture, which holds 10699 of them: let"
            + " --out end in .npy for one array, or in / for a folder of pictures, which take any"
            + " number\n";

    assertThat(generate("--count", 10_700).err()).isEqualTo(message);
    assertThat(generate("--count", 10_700, "--out", folder.resolve("a.png")).err())
        .isEqualTo(message);
  }

  @Test
  void aWalkBeginsAndEndsAtTheImagesOfItsSeeds() throws IOException {
    Path strip = folder.resolve("walk.png");

    Result result = interpolate("--seeds", "3,4,5", "--frames", 4, "--out", strip);

    assertThat(result).isEqualTo(new Result(0, strip + "\n", Averages.said(2)));
    BufferedImage picture = ImageIO.read(strip.toFile());
    assertThat(picture.getWidth()).isEqualTo(7 * 58 - 2);
    for (int stop = 0; stop < 3; stop++) {
      assertAlike(bytes(picture.getSubimage(3 * stop * 58, 0, 56, 56)), bytes(firstOf(3 + stop)));
    }
    assertThat(bytes(picture.getSubimage(58, 0, 56, 56))).isNotEqualTo(bytes(firstOf(3)));
  }

  @Test
  void aLongStripIsDrawnPartByPart() throws IOException {
    Path strip = folder.resolve("long.png");

    assertThat(interpolate("--seeds", "3,4", "--frames", 300, "--out", strip).exitCode()).isZero();

    BufferedImage picture = ImageIO.read(strip.toFile());
    assertThat(picture.getWidth()).isEqualTo(300 * 58 - 2);
    assertAlike(bytes(picture.getSubimage(299 * 58, 0, 56, 56)), bytes(firstOf(4)));
  }

  private BufferedImage firstOf(int seed) throws IOException {
    Path png = folder.resolve(seed + ".png");
    generate("--count", 1, "--seed", seed, "--out", png);
    return ImageIO.read(png.toFile());
  }

  @Test
  void aWalkAsAGifGoesThereAndBack() throws IOException {
    Path gif = folder.resolve("walk.gif");

    assertThat(interpolate("--from", 1, "--to", 2, "--frames", 5, "--out", gif).exitCode())
        .isZero();

    assertThat(frames(gif)).isEqualTo(5 + 3);
  }

  @Test
  void walksThatCannotBeDrawnAreRefused() {
    Path gif = folder.resolve("walk.gif");

    assertThat(interpolate("--seeds", 1, "--out", gif).err())
        .isEqualTo("gan: a walk needs at least two seeds, not 1\n");
    assertThat(interpolate("--seeds", "1,2", "--frames", 1, "--out", gif).err())
        .isEqualTo("gan: a walk has at least two frames, not 1\n");
    assertThat(interpolate("--seeds", "1,2", "--frames", 3000, "--out", gif).err())
        .isEqualTo("gan: a walk of 3000 images is too long: 2000 are the most\n");
    assertThat(interpolate("--seeds", "1,2", "--fps", 60, "--out", gif).err())
        .isEqualTo("gan: a GIF shows 1 to 50 pictures a second, not 60\n");
    assertThat(interpolate("--seeds", "1,2", "--out", "walk.mp4").err())
        .isEqualTo(
            "gan: --out ends in .png for a strip or in .gif for a GIF, which walk.mp4 does not\n");
  }

  @Test
  void aFilmShowsTheGridsInTheOrderOfTheirSteps() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("run/samples")).getParent();
    Files.copy(run.resolve("config.json"), copy.resolve("config.json"));
    for (String grid : new String[] {"000009", "1000000", "000010"}) {
      Files.copy(run.resolve("samples/000001.png"), copy.resolve("samples/" + grid + ".png"));
    }
    Files.copy(run.resolve("samples/000002.png"), copy.resolve("samples/1000001.png"));

    Result result = Result.of("animate", "--run", copy);

    Path gif = copy.resolve("training.gif");
    assertThat(result).isEqualTo(new Result(0, gif + "\n", "4 grids of samples\n"));
    assertThat(frames(gif)).isEqualTo(4);
    assertThat(greys(frame(gif, 0))).isEqualTo(greys(copy.resolve("samples/000009.png")));
    assertThat(greys(frame(gif, 3))).isEqualTo(greys(copy.resolve("samples/1000001.png")));
  }

  @Test
  void aFilmOfThousandsOfGridsShowsEveryThird() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("run/samples")).getParent();
    Files.copy(run.resolve("config.json"), copy.resolve("config.json"));
    for (int step = 1; step <= 1202; step++) {
      BufferedImage grid = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
      grid.getRaster().setSample(1, 2, 0, step % 251);
      File file = copy.resolve("samples/%06d.png".formatted(step)).toFile();
      ImageIO.write(grid, "png", file);
    }

    Result result = Result.of("animate", "--run", copy);

    Path gif = copy.resolve("training.gif");
    assertThat(result)
        .isEqualTo(new Result(0, gif + "\n", "401 of 1,202 grids of samples: one in 3\n"));
    assertThat(frames(gif)).isEqualTo(401);
    for (int frame : new int[] {0, 1, 200, 399, 400}) {
      int step = 2 + 3 * frame; // so that the last one is that of step 1,202
      assertThat(greys(frame(gif, frame))[8 * 2 + 1]).isEqualTo((byte) (step % 251));
    }
  }

  @Test
  void aRunWithoutGridsAndADamagedGridAreReported() throws IOException {
    Path config = folder.resolve("config.json");
    Files.copy(run.resolve("config.json"), config);
    Path samples = folder.resolve("samples");
    String none =
        "gan: there are no grids of samples in %s: gan train draws one every --sample-every steps\n"
            .formatted(samples);

    assertThat(Result.of("animate", "--run", folder).err()).isEqualTo(none);
    Files.createDirectory(samples);
    assertThat(Result.of("animate", "--run", folder).err()).isEqualTo(none);
    Path grid = Files.writeString(samples.resolve("000001.png"), "no picture");
    assertThat(Result.of("animate", "--run", folder).err())
        .startsWith("gan: the grid " + grid + " cannot be read (")
        .endsWith("): delete it, or restore it\n");
    assertThat(Result.of("animate", "--run", folder, "--out", "film.mp4").err())
        .isEqualTo("gan: the film will be a GIF: let --out end in .gif, not film.mp4\n");
  }

  @Test
  void aLatentSizeThatIsNotTheRunsIsReported() throws IOException {
    Path checkpoint =
        run.relativize(GivenRun.open(run).checkpoints().newest(message -> {}).orElseThrow().file());
    Files.createDirectory(folder.resolve("checkpoints"));
    Files.copy(run.resolve(checkpoint), folder.resolve(checkpoint));
    Path config = folder.resolve("config.json");
    String text = Files.readString(run.resolve("config.json"));
    assertThat(text).contains("\"size\" : 100");
    Files.writeString(config, text.replace("\"size\" : 100", "\"size\" : 64"));

    assertThat(Result.of("generate", "--run", folder))
        .isEqualTo(
            new Result(
                1,
                "",
                "gan: the generator of %s takes 100 latents for an image, but %s says 64: the two are not of the"
                        .formatted(folder, config)
                    + " same run, restore the one that is missing here\n"));
  }

  private static Result generate(Object... more) {
    return with("generate", more);
  }

  private static Result interpolate(Object... more) {
    return with("interpolate", more);
  }

  private static Result with(String command, Object... more) {
    Object[] begin = {command, "--run", run};
    return Result.of(Stream.of(begin, more).flatMap(Stream::of).toArray());
  }

  /** What comes behind the header of an array of grey images. */
  private static byte[] pixels(Path npy, int count) throws IOException {
    byte[] file = Files.readAllBytes(npy);
    assertThat(new String(file, 10, 118, StandardCharsets.US_ASCII))
        .contains("'shape': (" + count + ", 28, 28)");
    return Arrays.copyOfRange(file, 128, file.length);
  }

  private static byte[] bytes(BufferedImage grey) {
    int[] samples =
        grey.getRaster().getSamples(0, 0, grey.getWidth(), grey.getHeight(), 0, (int[]) null);
    byte[] bytes = new byte[samples.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) samples[i];
    }
    return bytes;
  }

  private static int frames(Path gif) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(gif.toFile())) {
      return reader(in).getNumImages(true);
    }
  }

  private static BufferedImage frame(Path gif, int index) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(gif.toFile())) {
      return reader(in).read(index);
    }
  }

  private static ImageReader reader(ImageInputStream in) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    reader.setInput(in);
    return reader;
  }

  private static byte[] greys(Path png) throws IOException {
    return bytes(ImageIO.read(png.toFile()));
  }

  /** Through the palette. */
  private static byte[] greys(BufferedImage indexed) {
    int width = indexed.getWidth();
    int[] rgb = indexed.getRGB(0, 0, width, indexed.getHeight(), null, 0, width);
    byte[] greys = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      greys[i] = (byte) rgb[i];
    }
    return greys;
  }
}
