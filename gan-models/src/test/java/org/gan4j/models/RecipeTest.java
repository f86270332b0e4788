package org.gan4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.train.GanSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

class RecipeTest {
  private static final Recipe RECIPE =
      new Recipe(5, new Sgd(0.1), new Sgd(0.2), GanSettings.builder().build());

  static Iterable<GanModel> models() {
    return GanModels.all();
  }

  @ParameterizedTest
  @MethodSource("models")
  void otherOptimiserReachesBothNetworksOfEveryModel(GanModel model) {
    IUpdater adam = new Adam(0.0123, 0.4, 0.99, 1e-5);
    GanModel changed = model.with(recipe -> recipe.withOptimiser(adam));

    assertOptimiser(changed.generator(model.shape(), 1).network(), adam);
    assertOptimiser(changed.discriminator(model.shape(), 1).network(), adam);
    assertThat(model.recipe().generatorOptimiser()).isNotEqualTo(adam);
  }

  @Test
  void networksGetTheirOwnCopiesOfTheOptimiser() {
    GanModel model = MlpGan.model();
    var network = (MultiLayerNetwork) model.generator(model.shape(), 1).network();
    network.setLearningRate(0.5);

    assertThat(model.recipe().generatorOptimiser()).isEqualTo(new Adam(2e-4, 0.5, 0.999, 1e-7));
  }

  @Test
  void oneThingIsChangedAndTheOthersStay() {
    GanSettings settings = GanSettings.builder().batchSize(3).build();

    assertThat(RECIPE.withLatentSize(9))
        .isEqualTo(
            new Recipe(
                9,
                RECIPE.generatorOptimiser(),
                RECIPE.discriminatorOptimiser(),
                RECIPE.settings()));
    assertThat(RECIPE.withSettings(settings))
        .isEqualTo(
            new Recipe(5, RECIPE.generatorOptimiser(), RECIPE.discriminatorOptimiser(), settings));
    assertThat(RECIPE.withOptimiser(new Sgd(1)))
        .isEqualTo(new Recipe(5, new Sgd(1), new Sgd(1), RECIPE.settings()));
  }

  @Test
  void latentVectorsHaveAtLeastOneValue() {
    assertThatThrownBy(() -> RECIPE.withLatentSize(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 0");
  }

  private static void assertOptimiser(Object network, IUpdater expected) {
    for (var layer : ((MultiLayerNetwork) network).getLayers()) {
      if (layer.numParams() > 0) {
        assertThat(((BaseLayer) layer.conf().getLayer()).getIUpdater()).isEqualTo(expected);
      }
    }
  }
}
