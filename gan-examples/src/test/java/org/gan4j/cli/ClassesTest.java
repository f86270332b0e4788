package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.image.ImageGrid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of models that draw what they are asked for. */
class ClassesTest {
  private static final int SIDE = 28;

  @TempDir private static Path temporary;
  private static Path run;

  @TempDir private Path folder;

  @BeforeAll
  static void train() {
    run = temporary.resolve("run");
    assertThat(train(run, "narrow-labels", 2).exitCode()).isZero();
  }

  private static Result train(Path out, String model, int steps) {
    return Result.of(
        "train",
        "--model",
        model,
        "--steps",
        steps,
        "--batch-size",
        8,
        "--data",
        "digits",
        "--average-half-life",
        0,
        "--sample-every",
        2,
        "--out",
        out);
  }

  private static Result generate(Object... options) {
    return Result.of(
        Stream.concat(Stream.of("generate", "--run", run), Stream.of(options)).toArray());
  }

  private static BufferedImage image(Path png) throws IOException {
    return ImageIO.read(png.toFile());
  }

  /** So many images, and a line of black pixels between them, in twice their size. */
  private static int twice(int images) {
    return 2 * (images * SIDE + images - 1);
  }

  /** How wide the names beside the rows are, if there is a font for them. */
  private static int margin(BufferedImage image, int columns) {
    int margin = image.getWidth() - twice(columns);
    assertThat(margin > 0).isEqualTo(ImageGrid.canWriteNames());
    return margin;
  }

  private static int[] pixels(BufferedImage image, int left, int column, int row, int scale) {
    int side = SIDE * scale;
    int step = side + scale; // a line of black pixels between images
    return image.getRGB(left + column * step, row * step, side, side, null, 0, side);
  }

  @Test
  void aRunKnowsTheClassesOfItsData() {
    assertThat(GivenRun.open(run).config().classes())
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(Result.of("info", run).out()).contains("classes").contains("0, 1, 2, 3, 4");
  }

  @Test
  void aPictureHasARowForEachClassThatIsAskedFor() throws IOException {
    Path both = folder.resolve("both.png");
    Path eights = folder.resolve("eights.png");
    Result result = generate("--class", "3,8", "--count", 4, "--out", both);
    generate("--class", 8, "--count", 4, "--out", eights);

    assertThat(result).isEqualTo(new Result(0, both + "\n", "rows from the top: 3, 8\n"));
    assertThat(image(both).getHeight()).isEqualTo(twice(2));
    int left = margin(image(both), 4);
    int[] second = pixels(image(both), left, 2, 1, 2);
    assertThat(second).isEqualTo(pixels(image(eights), margin(image(eights), 4), 2, 0, 2));
    assertThat(second).isNotEqualTo(pixels(image(both), left, 2, 0, 2));
  }

  @Test
  void allClassesComeInTheirOrderTenImagesEach() throws IOException {
    Path png = folder.resolve("all.png");
    Result result = generate("--classes", "all", "--out", png);
    assertThat(result.err()).isEqualTo("rows from the top: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9\n");
    assertThat(image(png).getHeight()).isEqualTo(twice(10));
    assertThat(margin(image(png), 10)).isLessThan(twice(1));
  }

  @Test
  void aFolderHasAFolderForEachClass() throws IOException {
    Path pictures = folder.resolve("pictures");
    assertThat(generate("--class", "9,0", "--count", 3, "--out", pictures).exitCode()).isZero();
    try (Stream<Path> files = Files.walk(pictures)) {
      assertThat(files.filter(Files::isRegularFile).map(pictures::relativize).map(Path::toString))
          .containsExactlyInAnyOrder(
              "9/000000.png",
              "9/000001.png",
              "9/000002.png",
              "0/000000.png",
              "0/000001.png",
              "0/000002.png");
    }
    Path png = folder.resolve("nines.png");
    generate("--class", 9, "--count", 3, "--out", png);
    BufferedImage second = image(pictures.resolve("9/000001.png"));
    int[] enlarged = pixels(image(png), margin(image(png), 3), 1, 0, 2);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        assertThat(enlarged[2 * y * 2 * SIDE + 2 * x]).isEqualTo(second.getRGB(x, y));
      }
    }
  }

  /**
   * The first of these names leads out of the folder, and the second is the number of the first.
   */
  @Test
  void classesOfOddNamesHaveAFolderEach() {
    Path file = folder.resolve("digits.gan");
    Path out = folder.resolve("pictures");
    Result.of("export", "--run", run, "--out", file);
    List<String> names = List.of("../up", "0", "a", "A", "b", "c", "d", "e", "f", "g");
    TrainedGenerator.load(file).withLabels(names).save(file);
    Result result =
        Result.of(
            "generate", "--run", file, "--class", "../up,0,A", "--count", 2, "--out", out + "/");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(out.toFile().list()).containsExactlyInAnyOrder("class-0", "0", "3");
    assertThat(folder.resolve("up")).doesNotExist();
  }

  /** A class may begin in the middle of a batch of those that images are drawn in. */
  @Test
  void whatIsDrawnOfAClassDoesNotDependOnTheClassesBesideIt() throws IOException {
    Path all = folder.resolve("all.npy");
    Path sixes = folder.resolve("sixes.npy");
    generate("--classes", "all", "--count", 40, "--out", all);
    generate("--class", 6, "--count", 40, "--out", sixes);
    byte[] many = Files.readAllBytes(all);
    byte[] few = Files.readAllBytes(sixes);
    int size = SIDE * SIDE;
    for (int i = 0; i < 40 * size; i++) {
      int actual = many[many.length - (400 - 240) * size + i] & 0xff;
      int expected = few[few.length - 40 * size + i] & 0xff;
      assertThat(actual).as("pixel %s", i).isCloseTo(expected, within(1)); // other batches
    }
  }

  @Test
  void aWalkOverSeedsStaysInItsClass() throws IOException {
    Path walk = folder.resolve("walk.png");
    Result.of(
        "interpolate", "--run", run, "--seeds", "1,2", "--class", 7, "--frames", 3, "--out", walk);
    Path seven = folder.resolve("seven.png");
    generate("--class", 7, "--count", 1, "--seed", 2, "--out", seven);
    int[] last = pixels(image(walk), 0, 2, 0, 2);
    int[] expected = pixels(image(seven), margin(image(seven), 1), 0, 0, 2);
    for (int i = 0; i < last.length; i++) {
      assertThat(last[i] & 0xff).isCloseTo(expected[i] & 0xff, within(1));
    }
  }

  @Test
  void theBestOfAClassAreFoundByADiscriminatorThatKnowsIt() throws IOException {
    Path png = folder.resolve("best.png");
    Result result = generate("--class", "1,2", "--count", 2, "--nice", "--keep", 0.5, "--out", png);
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("drew 4 samples, kept the 2 ").hasLineCount(3);
    assertThat(image(png).getHeight()).isEqualTo(twice(2));
  }

  @Test
  void anExportedFileDrawsTheSame() throws IOException {
    Path file = folder.resolve("digits.gan");
    Path fromFile = folder.resolve("from-file.png");
    Path fromRun = folder.resolve("from-run.png");
    Result.of("export", "--run", run, "--with-discriminator", "--out", file);
    Result.of(
        "generate", "--run", file, "--class", 5, "--count", 3, "--seed", 4, "--out", fromFile);
    generate("--class", 5, "--count", 3, "--seed", 4, "--out", fromRun);

    assertThat(fromFile).hasSameBinaryContentAs(fromRun);
    TrainedGenerator trained = TrainedGenerator.load(file);
    assertThat(trained.labels()).hasSize(10);
    assertThat(trained.discriminator().orElseThrow().given()).hasSize(1);
  }

  @Test
  void aWalkLeadsFromClassToClassAtOneLatent() throws IOException {
    Path png = folder.resolve("walk.png");
    Path ends = folder.resolve("ends.png");
    Result result =
        Result.of(
            "interpolate",
            "--run",
            run,
            "--seeds",
            1,
            "--class",
            "3,8",
            "--frames",
            5,
            "--out",
            png);
    generate("--class", "3,8", "--count", 1, "--out", ends);

    assertThat(result.exitCode()).isZero();
    assertThat(image(png).getWidth()).isEqualTo(twice(5));
    assertThat(
            Result.of(
                    "interpolate",
                    "--run",
                    run,
                    "--seeds",
                    "1,2",
                    "--class",
                    "3,8",
                    "--out",
                    folder.resolve("no.png"))
                .err())
        .contains("at the latent of one seed, not of 2");
    assertThat(
            Result.of(
                    "interpolate",
                    "--run",
                    run,
                    "--seeds",
                    1,
                    "--class",
                    3,
                    "--out",
                    folder.resolve("no.png"))
                .err())
        .contains("at least two seeds or classes, not 1");
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThat(generate("--class", "seven").err())
        .isEqualTo("gan: there is no class \"seven\"; there are: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9\n");
    Path plain = folder.resolve("plain");
    assertThat(train(plain, "narrow", 1).exitCode()).isZero();
    assertThat(Result.of("generate", "--run", plain, "--class", 7).err())
        .contains("the generator draws no classes");
  }

  @Test
  void dataWithoutClassesAreRefusedBeforeAnythingIsWritten() {
    Path out = folder.resolve("refused");
    Path pictures = folder.resolve("unsorted");
    generate("--count", 8, "--out", pictures);
    Result result =
        Result.of(
            "train", "--model", "cgan", "--data", "images:" + pictures, "--steps", 1, "--out", out);
    assertThat(result.exitCode()).isNotZero();
    assertThat(result.err())
        .contains("the model cgan draws the class that it is asked for")
        .contains("or the model narrow");
    assertThat(out).doesNotExist();
  }

  /** To the bit: latents, labels and codes are drawn as if nothing had happened. */
  @Test
  void aRunOfEachKindGoesOnAsIfItHadNeverEnded() throws IOException {
    for (String model : List.of("narrow-labels", "narrow-clusters", "acgan", "infogan")) {
      Path whole = folder.resolve(model + "-whole");
      Path halves = folder.resolve(model + "-halves");
      train(whole, model, 2);
      train(halves, model, 1);
      Result.of("train", "--resume", halves, "--steps", 2);
      assertThat(newest(halves).generator().params())
          .as(model)
          .isEqualTo(newest(whole).generator().params());
      assertThat(newest(halves).discriminator().params())
          .as(model)
          .isEqualTo(newest(whole).discriminator().params());
    }
  }

  private static Checkpoint newest(Path folder) {
    return GivenRun.open(folder).checkpoints().newest(message -> {}).orElseThrow();
  }
}
