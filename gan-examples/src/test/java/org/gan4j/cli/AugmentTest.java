package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gan4j.ImageShape;
import org.gan4j.data.ByteImages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data whose rare classes are filled up. */
class AugmentTest {
  @TempDir private static Path temporary;
  private static Path data; // three cats and five dogs
  private static Path run;

  @TempDir private Path folder;

  @BeforeAll
  static void train() {
    Path plain = temporary.resolve("plain");
    data = temporary.resolve("data");
    run = temporary.resolve("run");
    Result.of("train", "--model", "narrow", "--steps", 1, "--batch-size", 8, "--out", plain);
    Result.of("generate", "--run", plain, "--count", 3, "--out", data.resolve("cats"));
    Result.of("generate", "--run", plain, "--count", 5, "--seed", 2, "--out", data.resolve("dogs"));
    Result trained = trained("images:" + data, run);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
  }

  private static Result trained(String onData, Path out, Object... more) {
    Stream<Object> usual =
        Stream.of(
            "train",
            "--model",
            "narrow-labels",
            "--data",
            onData,
            "--steps",
            1,
            "--batch-size",
            4,
            "--out",
            out);
    return Result.of(Stream.concat(usual, Stream.of(more)).toArray());
  }

  private Result augment(Object... options) {
    return Result.of(
        Stream.concat(Stream.of("augment", "--run", run), Stream.of(options)).toArray());
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void rareClassesAreFilledAndRealImagesKeptAndListedApart() throws IOException {
    Path out = folder.resolve("filled");
    Result result = augment("--data", "images:" + data, "--to", 5, "--out", out);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(files(out)).containsExactly("augmented.csv", "cats", "dogs");
    assertThat(files(out.resolve("cats")))
        .containsExactly(
            "generated-000000.png",
            "generated-000001.png",
            "real-000000.png",
            "real-000001.png",
            "real-000002.png");
    assertThat(files(out.resolve("dogs"))).hasSize(5).allMatch(name -> name.startsWith("real-"));
    assertThat(Files.readAllLines(out.resolve("augmented.csv")))
        .hasSize(1 + 10)
        .startsWith("file,class,origin")
        .contains("cats/generated-000001.png,cats,generated", "dogs/real-000004.png,dogs,real");
    assertThat(result.out()).contains("cats").contains("NEAREST REAL").endsWith(out + "\n");
  }

  @Test
  void generatedImagesAreThoseOfTheClassAndRealOnesTheirOwn() throws IOException {
    Path out = folder.resolve("filled");
    Path cats = folder.resolve("cats");
    augment("--data", "images:" + data, "--to", 5, "--seed", 7, "--out", out);
    Result.of(
        "generate", "--run", run, "--class", "cats", "--count", 2, "--seed", 7, "--out", cats);

    assertThat(out.resolve("cats/generated-000001.png"))
        .hasSameBinaryContentAs(cats.resolve("cats/000001.png"));
    assertThat(out.resolve("cats/real-000002.png"))
        .hasSameBinaryContentAs(data.resolve("cats/000002.png"));
  }

  @Test
  void dataOfOtherClassesAreRefusedAndNothingIsWritten() {
    Path out = folder.resolve("refused");
    Result result = augment("--data", "digits", "--to", 5, "--out", out);
    assertThat(result.exitCode()).isNotZero();
    assertThat(result.err()).contains("cats, dogs");
    assertThat(out).doesNotExist();
  }

  /** The data have fewer images than the ten classes of their kind. */
  @Test
  void classWithoutAnImageIsRefusedBeforeAnythingIsWritten() throws IOException {
    String few = "idx:" + IdxDigits.in(folder, 4, 4);
    Path digits = folder.resolve("run");
    Path out = folder.resolve("refused");
    Result trained = trained(few, digits);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    Result result = Result.of("augment", "--run", digits, "--data", few, "--to", 2, "--out", out);

    assertThat(result.exitCode()).isNotZero();
    assertThat(result.err())
        .containsPattern("there is no image of the class \\d: a class cannot be made of nothing");
    assertThat(out).doesNotExist();
  }

  /** Two pictures of either kind, all red. */
  private Path redPictures() throws IOException {
    Path pictures = folder.resolve("red");
    for (String name : List.of("cats/1", "cats/2", "dogs/1", "dogs/2")) {
      BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < 28 * 28; i++) {
        picture.setRGB(i % 28, i / 28, 0xff0000);
      }
      Path png = pictures.resolve(name + ".png");
      Files.createDirectories(png.getParent());
      ImageIO.write(picture, "png", png.toFile());
    }
    return pictures;
  }

  @Test
  void picturesAreReadInTheColoursOfTheGenerator() throws IOException {
    String red = "images:" + redPictures();
    Path grey = folder.resolve("grey");
    Path file = folder.resolve("grey.gan");
    Result trained = trained(red, grey, "--grey");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    Result.of("export", "--run", grey, "--out", file);
    for (Path generator : List.of(grey, file)) {
      Path out = folder.resolve("of-" + generator.getFileName());
      Result result =
          Result.of("augment", "--run", generator, "--data", red, "--to", 3, "--out", out);
      assertThat(result.exitCode()).as(result.err()).isZero();
      int pixel = ImageIO.read(out.resolve("dogs/real-000001.png").toFile()).getRGB(5, 5);
      assertThat(pixel & 0xff).isEqualTo(pixel >> 8 & 0xff).isEqualTo(pixel >> 16 & 0xff);
    }
  }

  @Test
  void picturesOfOtherColoursAreRefusedBeforeAnythingIsWritten() throws IOException {
    Path out = folder.resolve("refused");
    Result result = augment("--data", "images:" + redPictures(), "--to", 5, "--out", out);
    assertThat(result.exitCode()).isNotZero();
    assertThat(result.err()).contains("give the data that it was trained on");
    assertThat(out).doesNotExist();
  }

  @Test
  void withoutAClassifierThatIsSaidAndWhatToDo() {
    Result result =
        augment("--data", "images:" + data, "--to", 4, "--out", folder.resolve("unjudged"));
    assertThat(result.err())
        .contains("whether generated images are of their class is not measured")
        .contains("gan train-classifier --data images:" + data + " --out FILE");
    assertThat(result.out()).containsPattern("cats +3 +1 +- +- +");
  }

  @Test
  void aClassifierOfOtherClassesIsRefusedAndNothingIsWritten() {
    Path out = folder.resolve("refused");
    Result result =
        augment("--data", "images:" + data, "--to", 5, "--classifier", "digits", "--out", out);
    assertThat(result.exitCode()).isNotZero();
    assertThat(result.err())
        .isEqualTo(
            "gan: these classes cannot be told by that classifier: digits-1 tells 10 apart, and the"
                + " generator draws 2; give another --classifier\n");
    assertThat(out).doesNotExist();
  }

  /** A generator after one step draws no digits, and the classifier of the data says so. */
  @Test
  void theAccuracyOfEachClassStandsInTheTableAndALowOneIsWarnedOf() throws IOException {
    String digits = "idx:" + IdxDigits.in(folder, 60, 20);
    Path labels = folder.resolve("labels");
    Result.of(
        "train",
        "--model",
        "cgan",
        "--data",
        digits,
        "--steps",
        1,
        "--batch-size",
        8,
        "--out",
        labels);
    Result result =
        Result.of(
            "augment",
            "--run",
            labels,
            "--data",
            digits,
            "--to",
            12,
            "--classifier",
            "digits",
            "--out",
            folder.resolve("judged"));
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .containsPattern(
            "CLASS +REAL +GENERATED +ACCURACY +OF REAL ONES +NEAREST REAL +OF REAL ONES")
        .containsPattern("(?m)^3 +3 +9 +\\d+ % +\\d+ % +\\d+ +\\d+$");
    assertThat(result.err())
        .containsPattern(
            "class \\d: digits-1 takes only \\d+ % of the generated images for it, and \\d+ % of"
                + " real ones: look at them before you use them");
  }

  @Test
  void aRunWithoutClassesIsRefused() {
    Result result =
        Result.of(
            "augment",
            "--run",
            temporary.resolve("plain"),
            "--data",
            "images:" + data,
            "--to",
            5,
            "--out",
            folder.resolve("refused"));
    assertThat(result.err()).contains("the generator draws no classes");
  }

  @Test
  void lowAccuracyIsWarnedOf() {
    assertThat(new Recognition("mnist-1", 0.794, 0.991).warning())
        .contains(
            "mnist-1 takes only 79 % of the generated images for it, and 99 % of real ones: look at"
                + " them before you use them");
    assertThat(new Recognition("mnist-1", 0.8, 0.99).warning()).isEmpty();
  }

  @Test
  void aClassWhoseNameNoFolderCanHaveIsInAnother() throws IOException {
    Path odd = folder.resolve("odd");
    AugmentedFolder augmented =
        new AugmentedFolder(odd, ClassFolders.of(List.of("../up, \"and\" away", "dog")));
    augmented.write(ByteImages.of(ImageShape.gray(1, 1), new byte[] {7}), 0, "real");
    augmented.writeList();
    assertThat(files(odd)).containsExactly("0", "augmented.csv");
    assertThat(Files.readAllLines(odd.resolve("augmented.csv")))
        .containsExactly("file,class,origin", "0/real-000000.png,\"../up, \"\"and\"\" away\",real");
  }
}
