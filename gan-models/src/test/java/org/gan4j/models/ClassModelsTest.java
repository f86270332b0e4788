package org.gan4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.ImageShape;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.gan4j.SampleShape;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.game.GanTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that draw classes, and the narrow ones: layers as Keras counts them. */
class ClassModelsTest {
  private static final ImageShape MNIST = ImageShape.gray(28, 28);

  private static long dense(long in, long out) {
    return in * out + out;
  }

  private static long convolution(long in, long out, long kernel) {
    return in * out * kernel * kernel + out;
  }

  private static long norm(long size) {
    return 4 * size;
  }

  private static long withoutBias(long in, long out, long kernel) {
    return in * out * kernel * kernel;
  }

  private static long narrowGenerator(long latents) {
    return latents * 64 * 49
        + norm(64)
        + withoutBias(64, 32, 4)
        + norm(32)
        + withoutBias(32, 16, 4)
        + norm(16)
        + convolution(16, 1, 3);
  }

  private static long narrowDiscriminator(LongUnaryOperator heads) {
    return convolution(1, 32, 4)
        + withoutBias(32, 64, 4)
        + norm(64)
        + withoutBias(64, 128, 3)
        + norm(128)
        + heads.applyAsLong(128 * 4 * 4);
  }

  private static long narrowDiscriminatorWithoutNorm() {
    return convolution(1, 32, 4)
        + convolution(32, 64, 4)
        + convolution(64, 128, 3)
        + dense(128 * 4 * 4, 1);
  }

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of(
            "narrow", narrowGenerator(64), narrowDiscriminator(size -> dense(size, 1)), 242_257L),
        Arguments.of(
            "narrow-labels",
            narrowGenerator(74),
            narrowDiscriminator(size -> dense(size, 1) + dense(size, 10)),
            273_617L),
        Arguments.of(
            "narrow-clusters",
            narrowGenerator(114),
            narrowDiscriminator(size -> dense(size, 1) + dense(size, 50)),
            399_057L),
        Arguments.of("sngan", narrowGenerator(64), narrowDiscriminatorWithoutNorm(), 242_257L),
        Arguments.of("wgan-gp", narrowGenerator(64), narrowDiscriminatorWithoutNorm(), 242_257L),
        Arguments.of(
            "infogan",
            narrowGenerator(74),
            narrowDiscriminator(size -> dense(size, 1) + dense(size, 10) + dense(size, 2)),
            273_617L),
        Arguments.of(
            "cgan",
            10 * 100
                + dense(100, 256)
                + norm(256)
                + dense(256, 512)
                + norm(512)
                + dense(512, 1024)
                + norm(1024)
                + dense(1024, 784),
            10 * 784 + dense(784, 512) + 2 * dense(512, 512) + dense(512, 1),
            1_494_520L),
        Arguments.of(
            "acgan",
            10 * 100
                + dense(100, 3 * 3 * 384)
                + convolution(384, 192, 5)
                + norm(192)
                + convolution(192, 96, 5)
                + norm(96)
                + convolution(96, 1, 5),
            convolution(1, 32, 3)
                + convolution(32, 64, 3)
                + convolution(64, 128, 3)
                + convolution(128, 256, 3)
                + dense(7 * 7 * 256, 1)
                + dense(7 * 7 * 256, 10),
            2_657_897L));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void networksHaveTheParametersOfKerasSummary(
      String name, long generator, long discriminator, long documented) {
    GanModel model = GanModels.named(name);
    assertThat(model.generator(MNIST, 1).weights().parameters().length())
        .isEqualTo(generator)
        .isEqualTo(documented);
    assertThat(model.discriminator(MNIST, 1).weights().parameters().length())
        .isEqualTo(discriminator);
    ModelSize size = model.size(MNIST);
    assertThat(size.generatorParameters()).isEqualTo(generator);
    assertThat(size.discriminatorParameters()).isEqualTo(discriminator);
    assertThat(size.batchNorm()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void modelsPlayTheirGameOnDigits(String name) {
    LabelledImages digits = DrawnDigits.of(200, 1);
    GanModel model =
        GanModels.named(name)
            .forClasses(digits.classes())
            .with(recipe -> recipe.withSettings(recipe.settings().withBatchSize(6)));
    GanTrainer trainer = model.trainer(MNIST, 1);
    trainer.fit(digits, 2);
    assertThat(trainer.steps()).isEqualTo(2);
    assertThat(trainer.latentSpace()).isEqualTo(model.latents());
    assertThat(trainer.generator().generate(model.latents().source(1).sample(3)).shape())
        .containsExactly(3, 1, 28, 28);
  }

  @Test
  void discriminatorsTakeClassesWhereTheyAreToKnowThem() {
    assertThat(given("narrow-labels")).containsExactly(SampleShape.vector(10));
    assertThat(given("cgan")).containsExactly(SampleShape.vector(10));
    assertThat(given("narrow")).isEmpty();
    assertThat(given("acgan")).isEmpty();
    assertThat(given("infogan")).isEmpty();
    assertThat(GanModels.named("infogan").latents())
        .isEqualTo(new LatentSpace(Latents.NORMAL, 62, 10, 2));
  }

  private static List<SampleShape> given(String model) {
    return GanModels.named(model).discriminator(MNIST, 1).given();
  }

  @Test
  void networksAreMadeForTheClassesAndTheSizeOfTheData() {
    GanModel model = GanModels.named("narrow-labels").forClasses(3);
    ImageShape shape = ImageShape.rgb(16, 24);
    assertThat(model.latents()).isEqualTo(new LatentSpace(Latents.NORMAL, 64, 3, 0));
    assertThat(model.generator(shape, 1).generate(model.latents().source(1).sample(2)).shape())
        .containsExactly(2, 3, 16, 24);
    assertThat(model.discriminator(shape, 1).given()).containsExactly(SampleShape.vector(3));
    assertThat(GanModels.named("narrow").forClasses(3)).isEqualTo(GanModels.named("narrow"));
    assertThatThrownBy(() -> model.forClasses(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no choice among one class");
    assertThatThrownBy(() -> model.generator(ImageShape.gray(30, 28), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("multiples of 4");
  }

  /** Epsilon and momentum are PyTorch's in the narrow networks, Keras' own in the tutorial's. */
  @Test
  void batchNormsHaveTheSettingsOfTheirAuthors() {
    assertThat(norms(GanModels.named("narrow-labels").generator(MNIST, 1).network()))
        .hasSize(3)
        .allMatch(norm -> norm.getEps() == 1e-5 && norm.getDecay() == 0.9);
    assertThat(norms(GanModels.named("narrow-labels").discriminator(MNIST, 1).network()))
        .hasSize(2)
        .allMatch(norm -> norm.getEps() == 1e-5 && norm.getDecay() == 0.9);
    assertThat(norms(GanModels.named("cgan").generator(MNIST, 1).network()))
        .hasSize(3)
        .allMatch(norm -> norm.getEps() == 1e-3 && norm.getDecay() == 0.8);
    assertThat(norms(GanModels.named("acgan").generator(MNIST, 1).network()))
        .hasSize(2)
        .allMatch(norm -> norm.getEps() == 1e-3 && norm.getDecay() == 0.99);
  }

  private static List<BatchNormalization> norms(Model network) {
    Layer[] layers =
        network instanceof MultiLayerNetwork chain
            ? chain.getLayers()
            : ((ComputationGraph) network).getLayers();
    return Stream.of(layers)
        .map(layer -> layer.conf().getLayer())
        .filter(BatchNormalization.class::isInstance)
        .map(BatchNormalization.class::cast)
        .toList();
  }
}
