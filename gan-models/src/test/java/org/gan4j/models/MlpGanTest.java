package org.gan4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.ImageShape;
import org.gan4j.Latents;
import org.gan4j.data.Batching;
import org.gan4j.game.UpdateScheme;
import org.gan4j.train.Schedule;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

class MlpGanTest {
  private static final ImageShape MNIST = ImageShape.gray(28, 28);

  private static final IUpdater ADAM = new Adam(2e-4, 0.5, 0.999, 1e-7);

  private final LayeredNetworks networks = (LayeredNetworks) MlpGan.model().networks();
  private final MultiLayerNetwork generator = networks.generator(MNIST, 100, ADAM, 1);
  private final MultiLayerNetwork discriminator = networks.discriminator(MNIST, ADAM, 1);
  private final LayeredNetworks wides = (LayeredNetworks) MlpGan.wideModel().networks();
  private final MultiLayerNetwork wide = wides.discriminator(MNIST, ADAM, 1);

  @Test
  void generatorHasTheParametersOfKerasSummary() {
    int dense = 100 * 256 + 256 + 256 * 512 + 512 + 512 * 1024 + 1024 + 1024 * 784 + 784;
    int batchNorms = 4 * (256 + 512 + 1024);

    assertThat(generator.numParams()).isEqualTo(dense + batchNorms).isEqualTo(1_493_520);
    long running =
        Arrays.stream(generator.getLayers())
            .filter(layer -> layer.conf().getLayer() instanceof BatchNormalization)
            .mapToLong(
                layer -> layer.getParam("mean").length() + layer.getParam("log10stdev").length())
            .sum();
    assertThat(running).as("non-trainable in Keras' summary").isEqualTo(3_584);
  }

  @Test
  void discriminatorsHaveTheParametersOfKerasSummary() {
    assertThat(discriminator.numParams())
        .isEqualTo(784 * 512 + 512 + 512 * 256 + 256 + 256 + 1)
        .isEqualTo(533_505);
    assertThat(wide.numParams())
        .isEqualTo(784 * 784 + 784 + 784 * 392 + 392 + 392 + 1)
        .isEqualTo(923_553);
  }

  @Test
  void layersComeInTheTutorialsOrder() {
    assertThat(texts(generator))
        .containsExactly(
            "100-256 leakyrelu(a=0.2)",
            "BatchNorm 256",
            "256-512 leakyrelu(a=0.2)",
            "BatchNorm 512",
            "512-1024 leakyrelu(a=0.2)",
            "BatchNorm 1024",
            "1024-784 tanh");
    assertThat(texts(discriminator))
        .containsExactly("784-512 leakyrelu(a=0.2)", "512-256 leakyrelu(a=0.2)", "256-1 identity");
    assertThat(texts(wide))
        .containsExactly("784-784 leakyrelu(a=0.2)", "784-392 leakyrelu(a=0.2)", "392-1 identity");
  }

  @Test
  void sizesFollowFromImagesAndLatents() {
    assertThat(texts(networks.generator(ImageShape.rgb(8, 4), 7, ADAM, 1)))
        .startsWith("7-256 leakyrelu(a=0.2)")
        .endsWith("1024-96 tanh");
    assertThat(texts(networks.discriminator(ImageShape.rgb(8, 4), ADAM, 1)))
        .startsWith("96-512 leakyrelu(a=0.2)");
    assertThat(wides.discriminator(ImageShape.gray(1, 1), ADAM, 1).numParams()).isEqualTo(6);
    assertThat(texts(wides.discriminator(ImageShape.rgb(8, 4), ADAM, 1)))
        .containsExactly("96-96 leakyrelu(a=0.2)", "96-48 leakyrelu(a=0.2)", "48-1 identity");
  }

  @Test
  void batchNormHasMomentum08AndKerasEpsilon() {
    List<BatchNormalization> norms =
        Arrays.stream(generator.getLayers())
            .map(layer -> layer.conf().getLayer())
            .filter(BatchNormalization.class::isInstance)
            .map(BatchNormalization.class::cast)
            .toList();
    assertThat(norms).hasSize(3);
    assertThat(norms)
        .allSatisfy(
            norm -> {
              assertThat(norm.getDecay()).isEqualTo(0.8);
              assertThat(norm.getEps()).isEqualTo(1e-3);
            });
  }

  @Test
  void adamHasTheTutorialsRatesAndKerasEpsilon() {
    for (GanModel model : List.of(MlpGan.model(), MlpGan.quickdrawModel())) {
      assertThat(model.recipe().generatorOptimiser()).isEqualTo(ADAM);
      assertThat(model.recipe().discriminatorOptimiser()).isEqualTo(ADAM);
    }
  }

  /** 2e-4 / (1 + 8e-8 * 1e6) = 2e-4 / 1.08, and so on, by hand. */
  @Test
  void wideModelsLearningRateDecaysAsKerasDoes() {
    Recipe recipe = MlpGan.wideModel().recipe();
    for (IUpdater optimiser :
        List.of(recipe.generatorOptimiser(), recipe.discriminatorOptimiser())) {
      Adam adam = (Adam) optimiser;
      assertThat(adam.getLearningRate(0, 0)).isEqualTo(2e-4);
      assertThat(adam.getLearningRate(1, 0)).isCloseTo(1.99999984000001e-4, within(1e-17));
      assertThat(adam.getLearningRate(1_000_000, 0)).isCloseTo(1.851851851852e-4, within(1e-15));
      assertThat(adam.getLearningRate(1, 9)).isEqualTo(adam.getLearningRate(1, 0));
      assertThat(List.of(adam.getBeta1(), adam.getBeta2(), adam.getEpsilon()))
          .containsExactly(0.5, 0.999, 1e-7);
    }
  }

  @Test
  void snapshotsAreTheTutorials() {
    assertThat(MlpGan.model().recipe().snapshots()).isEqualTo(Snapshots.USUAL);
    Snapshots wide = MlpGan.wideModel().recipe().snapshots();
    assertThat(wide.samples()).isEqualTo(16);
    assertThat(wide.sampleEvery()).isEqualTo(Interval.steps(100));
    assertThat(MlpGan.quickdrawModel().recipe().snapshots().sampleEvery())
        .isEqualTo(Interval.steps(1000));
  }

  @Test
  void quickdrawHasTheParametersOfKerasSummary() {
    LayeredNetworks quickdraw = (LayeredNetworks) MlpGan.quickdrawModel().networks();
    int dense = 20 * 256 + 256 + 256 * 512 + 512 + 512 * 784 + 784;

    assertThat(quickdraw.generator(MNIST, 20, ADAM, 1).numParams())
        .isEqualTo(dense + 4 * (256 + 512))
        .isEqualTo(542_224);
    assertThat(quickdraw.discriminator(MNIST, ADAM, 1).numParams())
        .isEqualTo(784 * 512 + 512 + 512 * 256 + 256 + 256 + 1)
        .isEqualTo(533_505);
  }

  @Test
  void quickdrawLeaksAsKerasDoesByDefault() {
    LayeredNetworks quickdraw = (LayeredNetworks) MlpGan.quickdrawModel().networks();

    assertThat(texts(quickdraw.generator(MNIST, 20, ADAM, 1)))
        .containsExactly(
            "20-256 leakyrelu(a=0.3)",
            "BatchNorm 256",
            "256-512 leakyrelu(a=0.3)",
            "BatchNorm 512",
            "512-784 tanh");
    assertThat(texts(quickdraw.discriminator(MNIST, ADAM, 1)))
        .containsExactly("784-512 leakyrelu(a=0.3)", "512-256 leakyrelu(a=0.3)", "256-1 identity");
  }

  @Test
  void weightsBeginAsKerasDenseLayersDo() {
    for (MultiLayerNetwork network : List.of(generator, discriminator, wide)) {
      for (var layer : network.getLayers()) {
        if (layer.conf().getLayer() instanceof DenseLayer dense) {
          KerasTest.assertGlorot(
              layer, Math.toIntExact(dense.getNIn()), Math.toIntExact(dense.getNOut()));
        }
      }
    }
  }

  @Test
  void layersOfEqualShapeBeginUnequal() {
    assertThat(wide.getLayer(0).getParam("W").getDouble(0, 0))
        .isNotEqualTo(wide.getLayer(1).getParam("W").getDouble(0, 0));
    assertThat(networks.discriminator(MNIST, ADAM, 2).params())
        .isNotEqualTo(discriminator.params());
    assertThat(networks.discriminator(MNIST, ADAM, 1).params()).isEqualTo(discriminator.params());
  }

  @Test
  void settingsAreTheTutorials() {
    var first = MlpGan.model().settings();
    assertThat(first.batchSize()).isEqualTo(128);
    assertThat(first.batching()).isEqualTo(Batching.RANDOM);
    assertThat(first.scheme()).isEqualTo(UpdateScheme.SEPARATE);
    assertThat(first.latents()).isEqualTo(Latents.NORMAL);
    var other = MlpGan.wideModel().settings();
    assertThat(other.batchSize()).isEqualTo(32);
    assertThat(other.batching()).isEqualTo(Batching.IN_ORDER);
    assertThat(other.scheme()).isEqualTo(UpdateScheme.HALVES);
    GanModel quickdraw = MlpGan.quickdrawModel();
    assertThat(quickdraw.settings().batchSize()).isEqualTo(64);
    assertThat(quickdraw.settings().scheme()).isEqualTo(UpdateScheme.SEPARATE);
    assertThat(quickdraw.settings().latents()).isEqualTo(Latents.NORMAL);
    assertThat(quickdraw.latentSize()).isEqualTo(20);
  }

  @Test
  void sizesThatCannotBeAreRefusedWithTheirValues() {
    assertThatThrownBy(() -> networks.generator(MNIST, 0, ADAM, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("latent")
        .hasMessageContaining("0");
  }

  private static List<String> texts(MultiLayerNetwork network) {
    return Arrays.stream(network.getLayers()).map(layer -> text(layer.conf().getLayer())).toList();
  }

  private static String text(Layer layer) {
    FeedForwardLayer sized = (FeedForwardLayer) layer;
    return layer instanceof DenseLayer dense
        ? sized.getNIn() + "-" + sized.getNOut() + " " + dense.getActivationFn()
        : "BatchNorm " + sized.getNOut();
  }

  @Test
  void annealedRecipeIsTheTutorialsButForTheRate() {
    GanModel model = MlpGan.model();
    Recipe tutorials = model.recipe();
    GanModel annealed = model.by("annealed");

    assertThat(annealed.recipe())
        .isEqualTo(
            new Recipe(
                100,
                new Adam(5e-4, 0.5, 0.999, 1e-7),
                new Adam(5e-4, 0.5, 0.999, 1e-7),
                Schedules.CONSTANT.withRate(Schedule.linear(0.4)),
                tutorials.settings(),
                tutorials.snapshots()));
    assertThat(annealed.networks()).isSameAs(model.networks());
  }

  @Test
  void recipeThatAModelHasNotIsRefusedWithThoseThatItHas() {
    assertThatThrownBy(() -> MlpGan.model().by("anealed"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the model mlp has no recipe \"anealed\"; there are: annealed");
    assertThatThrownBy(() -> MlpGan.wideModel().by("annealed"))
        .hasMessage("the model mlp-wide has no recipe \"annealed\"; there are: none but its own");
  }
}
