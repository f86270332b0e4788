package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.deeplearning4j.util.ModelSerializer;
import org.gan4j.Generator;
import org.gan4j.Latents;
import org.gan4j.SampleShape;
import org.gan4j.cli.option.Choice;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.image.ImageGrid;
import org.gan4j.models.PointsGan;
import org.gan4j.models.Recipe;
import org.gan4j.run.RunConfig;
import org.gan4j.run.Versions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What {@code gan export} writes, and what the other commands make of it. */
class ExportTest {
  @TempDir private static Path temporary;
  private static Path run;
  private static Path file;

  @TempDir private Path folder;

  @BeforeAll
  static void export() {
    run = temporary.resolve("run");
    file = temporary.resolve("ship").resolve("digits.gan");
    Result.of("train", "--steps", 2, "--batch-size", 8, "--seed", 5, "--out", run);
    assertThat(Result.of("export", "--run", run, "--out", file, "--with-discriminator"))
        .isEqualTo(new Result(0, file + "\n", Averages.said(2)));
  }

  @Test
  void theFileTellsHowItWasMade() {
    TrainedGenerator trained = TrainedGenerator.load(file);
    RunConfig config = GivenRun.open(run).config();

    assertThat(trained.kind()).isEqualTo(Latents.NORMAL);
    assertThat(trained.generator().latentSize()).isEqualTo(100);
    assertThat(trained.generator().valueRange()).isEqualTo(config.images().range());
    var made = trained.provenance().orElseThrow();
    assertThat(made.model()).isEqualTo("mlp");
    assertThat(made.data()).isEqualTo("digits");
    assertThat(made.steps()).isEqualTo(2);
    assertThat(made.seed()).isEqualTo(5);
    assertThat(made.averaged()).isTrue();
    assertThat(made.created()).isEqualTo(config.created());
    assertThat(made.version()).isEqualTo(Versions.present().gan4j());
    assertThat(Recipe.parse(made.recipe().orElseThrow())).isEqualTo(config.recipe().orElseThrow());
  }

  @Test
  void theFileTellsThatItIsNotTheAverage() {
    Path raw = folder.resolve("raw.gan");
    Result.of("export", "--run", run, "--out", raw, "--raw");
    assertThat(TrainedGenerator.load(raw).provenance().orElseThrow().averaged()).isFalse();
  }

  @Test
  void libraryAndCommandsDrawTheSameFromFileAndRun() throws IOException {
    byte[] ofRun = drawn("generate", run, "a.png", "--count", 7, "--seed", 3);
    TrainedGenerator trained = TrainedGenerator.load(file);
    Path png = folder.resolve("b.png");
    ImageGrid.of(trained.generator().valueRange()).scale(2).write(trained.generate(7, 3), png);

    assertThat(png).hasBinaryContent(ofRun);
    assertThat(drawn("generate", file, "c.png", "--count", 7, "--seed", 3)).isEqualTo(ofRun);
    assertThat(drawn("generate", file, "d.npy", "--count", 300))
        .isEqualTo(drawn("generate", run, "e.npy", "--count", 300));
    assertThat(drawn("interpolate", file, "f.png", "--seeds", "1,2"))
        .isEqualTo(drawn("interpolate", run, "g.png", "--seeds", "1,2"));
  }

  private byte[] drawn(String command, Path from, String name, Object... more) throws IOException {
    Path out = folder.resolve(name);
    Object[] begin = {command, "--run", from, "--out", out};
    Object[] all = Stream.of(begin, more).flatMap(Stream::of).toArray();
    assertThat(Result.of(all))
        .isEqualTo(new Result(0, out + "\n", from.equals(run) ? Averages.said(2) : ""));
    return Files.readAllBytes(out);
  }

  @Test
  void withoutOutThePictureLiesBesideTheFile() throws IOException {
    Path png = file.resolveSibling("digits.gan-nice-4.png");

    Result nice = Result.of("generate", "--run", file, "--nice", "--count", 2, "--seed", 4);

    assertThat(nice.out()).isEqualTo(png + "\n");
    Path ofRun = folder.resolve("nice.png");
    Result.of("generate", "--run", run, "--nice", "--count", 2, "--seed", 4, "--out", ofRun);
    assertThat(png).hasSameBinaryContentAs(ofRun);
  }

  @Test
  void niceNeedsTheDiscriminatorInTheFile() {
    Path alone = folder.resolve("alone.gan");
    Result.of("export", "--run", run, "--out", alone);

    assertThat(TrainedGenerator.load(alone).discriminator()).isEmpty();
    assertThat(Result.of("generate", "--run", alone, "--nice"))
        .isEqualTo(
            new Result(
                1,
                "",
                "gan: " + alone + " has no discriminator: export it with --with-discriminator\n"));
  }

  @Test
  void pointsAreDrawnAsNumbersAndNeverAsPictures() throws IOException {
    Path points = folder.resolve("points.gan");
    SampleShape shape = SampleShape.vector(2);
    Generator generator = PointsGan.usual().generator(shape, 1);
    TrainedGenerator.of(generator, Latents.NORMAL).save(points);
    Path npy = folder.resolve("points.npy");

    assertThat(Result.of("info", points).out().replaceAll(" +", " ")).contains("samples 2 values");
    assertThat(Result.of("generate", "--run", points, "--count", 5, "--out", npy))
        .isEqualTo(new Result(0, npy + "\n", ""));
    try (INDArray read = Nd4j.createFromNpyFile(npy.toFile());
        INDArray drawn = TrainedGenerator.of(generator, Latents.NORMAL).generate(5, 1)) {
      assertThat(read.shape()).containsExactly(5, 2);
      assertThat(read.toFloatMatrix()).isDeepEqualTo(drawn.toFloatMatrix());
    }
    String refused =
        "gan: samples of 2 values are no images, and cannot be drawn: let --out end in .npy for one"
            + " array of numbers\n";
    for (String out : new String[] {"a.png", "pictures/"}) {
      assertThat(Result.of("generate", "--run", points, "--out", folder + "/" + out))
          .isEqualTo(new Result(2, "", refused));
    }
    assertThat(Result.of("generate", "--run", points)).isEqualTo(new Result(2, "", refused));
    assertThat(
            Result.of("interpolate", "--run", points, "--seeds", "1,2", "--out", folder + "/a.gif"))
        .isEqualTo(
            new Result(
                2,
                "",
                "gan: samples of 2 values are no images, and cannot be drawn: gan generate --out"
                    + " FILE.npy writes them as numbers\n"));
  }

  @Test
  void aZipIsTheNetworkAlone() throws IOException {
    Path zip = folder.resolve("new").resolve("g.zip");

    assertThat(Result.of("export", "--run", run, "--out", zip))
        .isEqualTo(new Result(0, zip + "\n", Averages.said(2)));

    assertThat(ModelSerializer.restoreMultiLayerNetwork(zip.toFile()).params())
        .isEqualTo(
            new TrainedRun(run, Choice.NEWEST, message -> {}).generator().weights().parameters());
    long all =
        Files.size(GivenRun.open(run).checkpoints().newest(message -> {}).orElseThrow().file());
    assertThat(Files.size(zip)).as("no optimiser's state, no discriminator").isLessThan(all / 4);
  }

  @Test
  void otherNamesAndFilesThatAreThereAreRefused() {
    assertThat(Result.of("export", "--run", run, "--out", "g.onnx").err())
        .isEqualTo(
            "gan: --out ends in .gan, or in .zip for a generator without anything else, which"
                + " g.onnx does not\n");
    assertThat(Result.of("export", "--run", run, "--out", "g.zip", "--with-discriminator"))
        .matches(result -> result.exitCode() == 2);
    assertThat(Result.of("export", "--run", run, "--out", file).err())
        .endsWith("give another --out, or allow to replace it by --overwrite\n");
    assertThat(Result.of("export", "--run", file, "--out", "g.gan").err())
        .isEqualTo(
            "gan: " + file + " is a file, not the folder of a run, as gan train makes one\n");
  }
}
