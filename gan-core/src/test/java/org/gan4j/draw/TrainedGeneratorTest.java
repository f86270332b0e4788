package org.gan4j.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.gan4j.Discriminator;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSource;
import org.gan4j.Latents;
import org.gan4j.Networks;
import org.gan4j.Precision;
import org.gan4j.SampleShape;
import org.gan4j.Seeds;
import org.gan4j.SmallNetworks;
import org.gan4j.ValueRange;
import org.gan4j.file.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;

class TrainedGeneratorTest {
  private static final Provenance MADE =
      new Provenance(
          "mlp",
          "mnist",
          10_000,
          -7,
          true,
          Instant.parse("2026-01-31T12:00:00Z"),
          "0.1.0",
          Optional.of("{ \"batch\" : 32,\n \"rate\" : 2.0E-4 }"));

  private static final SampleShape POINT = SampleShape.vector(2);

  @TempDir private Path folder;

  private static MultiLayerNetwork dense(SampleShape shape, Activation activation) {
    return SmallNetworks.chain(
        SmallNetworks.dense(3, 8, Activation.TANH),
        SmallNetworks.batchNorm(8),
        SmallNetworks.dense(8, shape.size(), activation));
  }

  private static Model graph(ImageShape shape) {
    return SmallNetworks.graph(
        builder ->
            builder
                .addInputs("latents")
                .addLayer("hidden", SmallNetworks.dense(5, 6, Activation.RELU), "latents")
                .addLayer("out", SmallNetworks.dense(6, shape.size(), Activation.TANH), "hidden")
                .setOutputs("out"));
  }

  static Stream<Arguments> generators() {
    ImageShape grey = ImageShape.gray(4, 5);
    ImageShape colour = ImageShape.rgb(3, 2);
    return Stream.of(
        Arguments.of(Generator.of(dense(grey, Activation.SIGMOID), grey), Latents.UNIFORM),
        Arguments.of(Generator.of(graph(colour), colour), Latents.NORMAL),
        Arguments.of(
            Generator.of(dense(grey, Activation.IDENTITY), grey, new ValueRange(-0.5, 3)),
            Latents.UNIT),
        Arguments.of(Generator.of(dense(POINT, Activation.IDENTITY), POINT), Latents.NORMAL),
        Arguments.of(Generator.of(dense(POINT, Activation.TANH), POINT), Latents.NORMAL));
  }

  @ParameterizedTest
  @MethodSource("generators")
  void whatWasSavedDrawsTheSameBitsWhenItIsLoaded(Generator generator, Latents kind) {
    Path file = folder.resolve("new").resolve("a.gan");
    TrainedGenerator trained = TrainedGenerator.of(generator, kind);
    trained.save(file);

    TrainedGenerator loaded = TrainedGenerator.load(file);

    Precision.assertSameBits(loaded.generate(5, 11), trained.generate(5, 11));
    assertThat(loaded.generate(5, 11)).isNotEqualTo(trained.generate(5, 12));
    assertThat(loaded.generator().network()).hasSameClassAs(generator.network());
    assertThat(loaded.generator().valueRange()).isEqualTo(generator.valueRange());
    assertThat(loaded.generator().sampleShape()).isEqualTo(generator.sampleShape());
    assertThat(loaded.kind()).isEqualTo(kind);
    assertThat(loaded.labels()).isEmpty();
    assertThat(loaded.discriminator()).isEmpty();
    assertThat(loaded.provenance()).isEmpty();
  }

  @Test
  void labelsProvenanceAndDiscriminatorComeBack() {
    INDArray images = Networks.normal(1, Networks.SHAPE.batch(3));
    Discriminator judge = Discriminator.of(Networks.discriminator(new Adam()), Networks.SHAPE);
    Path file = folder.resolve("a.gan");
    trained()
        .withLabels(List.of("Katze", "犬"))
        .withDiscriminator(judge)
        .withProvenance(MADE)
        .save(file);

    TrainedGenerator loaded = TrainedGenerator.load(file);

    assertThat(loaded.labels()).containsExactly("Katze", "犬");
    assertThat(loaded.provenance()).contains(MADE);
    assertThat(MADE.recipe()).contains("{\"batch\":32,\"rate\":2.0E-4}");
    Precision.assertSameBits(
        loaded.discriminator().orElseThrow().score(images), judge.score(images));
  }

  @Test
  void pointsAreDrawnRankedAndPooledAsTheyAre() throws IOException {
    Path file = folder.resolve("points.gan");
    Discriminator judge =
        Discriminator.of(
            SmallNetworks.chain(SmallNetworks.dense(2, 1, Activation.IDENTITY)), POINT);
    TrainedGenerator.of(Generator.of(dense(POINT, Activation.IDENTITY), POINT), Latents.NORMAL)
        .withDiscriminator(judge)
        .save(file);

    TrainedGenerator points = TrainedGenerator.load(file);

    assertThat(points.generator().valueRange()).isEqualTo(ValueRange.UNBOUNDED);
    INDArray drawn = points.generate(300, 7);
    assertThat(drawn.shape()).containsExactly(300, 2);
    Precision.assertSameBits(GeneratorPool.load(file, 2).generate(300, 7), drawn);
    try (BestSamples best =
        BestSamples.draw(
            points.generator(), points.discriminator().orElseThrow(), points.latents(7), 5, 0.1)) {
      INDArray scores = judge.score(points.generator().generate(best.latents()));
      for (int i = 0; i < 5; i++) {
        assertThat(best.scores().get(i)).isCloseTo(scores.getDouble(i), within(1e-4));
      }
    }
    try (Archive archive = Archive.open(file, 1 << 20)) {
      assertThat(new String(archive.bytes("artefact.json", 1 << 16), StandardCharsets.UTF_8))
          .as("which programs refuse that know images alone")
          .contains("\"version\" : 2", "\"samples\"")
          .doesNotContain("\"images\"", "\"range\"");
    }
  }

  @Test
  void imagesOfAnyValuesComeBackTooAndArentReadByProgramsThatWantARange() throws IOException {
    Path file = folder.resolve("any.gan");
    Generator any =
        Generator.of(
            dense(Networks.SHAPE, Activation.IDENTITY), Networks.SHAPE, ValueRange.UNBOUNDED);
    TrainedGenerator.of(any, Latents.NORMAL).save(file);

    TrainedGenerator loaded = TrainedGenerator.load(file);

    assertThat(loaded.generator().valueRange()).isEqualTo(ValueRange.UNBOUNDED);
    assertThat(loaded.generator().sampleShape()).isEqualTo(Networks.SHAPE);
    try (Archive archive = Archive.open(file, 1 << 20)) {
      assertThat(new String(archive.bytes("artefact.json", 1 << 16), StandardCharsets.UTF_8))
          .contains("\"version\" : 2", "\"images\"")
          .doesNotContain("\"range\"");
    }
  }

  private static TrainedGenerator trained() {
    return TrainedGenerator.of(
        Generator.of(Networks.generator(new Adam()), Networks.SHAPE), Latents.NORMAL);
  }

  @Test
  void theNetworkInTheFileIsDeeplearning4jsWithoutTheUpdatersState() throws IOException {
    TrainedGenerator trained = trained();
    Path file = folder.resolve("a.gan");
    trained.save(file);
    Path network = folder.resolve("network.zip");
    try (Archive archive = Archive.open(file, 1 << 20)) {
      assertThat(archive.names()).containsExactly("artefact.json", "generator.zip");
      Files.write(network, archive.bytes("generator.zip", 1 << 20));
    }

    assertThat(ModelSerializer.restoreMultiLayerNetwork(network.toFile()).params())
        .isEqualTo(trained.generator().weights().parameters());
    assertThat(Files.size(network))
        .isLessThan(8 * trained.generator().weights().parameters().length() * 2);
  }

  @Test
  void imagesAreThoseOfTheLatentsOfTheSeedInBatchesOf256() {
    TrainedGenerator trained = trained();
    LatentSource latents =
        Latents.NORMAL.source(Networks.LATENT_SIZE, Seeds.derive(5, "generated images"));

    INDArray images = trained.generate(300, 5);

    assertThat(images.shape()).containsExactly(300, 1, 6, 6);
    assertThat(part(images, 0, 256)).isEqualTo(trained.generator().generate(latents.sample(256)));
    assertThat(part(images, 256, 300)).isEqualTo(trained.generator().generate(latents.sample(44)));
    assertThat(images.closeable()).isTrue();
  }

  @Test
  void fewerImagesAreTheFirstOfMore() {
    TrainedGenerator trained = trained();

    assertThat(trained.generate(4, 9)).isEqualTo(part(trained.generate(257, 9), 0, 4));
    assertThatThrownBy(() -> trained.generate(0, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 0");
  }

  private static INDArray part(INDArray images, int from, int to) {
    return images.get(NDArrayIndex.interval(from, to)).dup('c');
  }

  @Test
  void aDiscriminatorOfOtherImagesIsRefused() {
    ImageShape other = ImageShape.gray(2, 3);
    Discriminator judge =
        Discriminator.of(
            SmallNetworks.chain(SmallNetworks.dense(6, 1, Activation.IDENTITY)), other);

    assertThatThrownBy(() -> trained().withDiscriminator(judge))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "makes samples of 1x6x6 and the discriminator judges samples of 1x2x3");
  }

  @Test
  void aRecipeThatIsNoJsonAndStepsBelowZeroAreRefused() {
    assertThatThrownBy(() -> made(1, "fast")).hasMessageStartingWith("it is no JSON, line 1: ");
    assertThatThrownBy(() -> made(-1, "{}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a number of steps is 0 or more, not -1");
  }

  private static Provenance made(long steps, String recipe) {
    return new Provenance("m", "d", steps, 1, false, Instant.EPOCH, "1", Optional.of(recipe));
  }

  @Test
  void aFileThatCannotBeWrittenIsReported() {
    assertThatThrownBy(() -> trained().save(folder))
        .isInstanceOf(GanException.class)
        .hasMessageStartingWith(folder + " cannot be written (");
    List<String> many = ImmutableList.copyOf(Stream.generate(() -> "cat").limit(50_000).toList());
    assertThatThrownBy(() -> trained().withLabels(many).save(folder.resolve("a.gan")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("more than 262144: shorten them");
  }
}
