package org.gan4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.data.Batching;
import org.gan4j.game.GanSettings;
import org.gan4j.game.UpdateScheme;
import org.gan4j.train.Schedule;
import org.gan4j.train.ScheduledRates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

class RecipeTest {
  private static final Recipe RECIPE =
      new Recipe(5, new Sgd(0.1), new Sgd(0.2), GanSettings.defaults(), Snapshots.USUAL);

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
    GanSettings settings = GanSettings.defaults().withBatchSize(3);

    assertThat(RECIPE.withLatentSize(9))
        .isEqualTo(
            new Recipe(
                9,
                RECIPE.generatorOptimiser(),
                RECIPE.discriminatorOptimiser(),
                RECIPE.settings(),
                RECIPE.snapshots()));
    assertThat(RECIPE.withSettings(settings))
        .isEqualTo(
            new Recipe(
                5,
                RECIPE.generatorOptimiser(),
                RECIPE.discriminatorOptimiser(),
                settings,
                RECIPE.snapshots()));
    assertThat(RECIPE.withOptimiser(new Sgd(1)))
        .isEqualTo(new Recipe(5, new Sgd(1), new Sgd(1), RECIPE.settings(), RECIPE.snapshots()));
    Snapshots often = new Snapshots(9, Interval.steps(1), Interval.epochs(2));
    assertThat(RECIPE.withSnapshots(often))
        .isEqualTo(new Recipe(5, new Sgd(0.1), new Sgd(0.2), RECIPE.settings(), often));
  }

  @Test
  void latentVectorsHaveAtLeastOneValue() {
    assertThatThrownBy(() -> RECIPE.withLatentSize(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 0");
  }

  @Test
  void learningRateAndBeta1ChangeInBothOptimisersAndTheRestStays() {
    Recipe mixed =
        new Recipe(
            5,
            new Adam(1e-3, 0.9, 0.99, 1e-6),
            Keras.adam(1e-4, 0.8, 1e-5),
            GanSettings.defaults(),
            Snapshots.USUAL);

    Recipe changed = mixed.withLearningRate(0.5).withBeta1(0.25);

    assertThat(changed.generatorOptimiser()).isEqualTo(new Adam(0.5, 0.25, 0.99, 1e-6));
    assertThat(changed.discriminatorOptimiser()).isEqualTo(Keras.adam(0.5, 0.25, 1e-5));
    assertThat(changed.discriminatorOptimiser().getLearningRate(100_000, 0))
        .isCloseTo(0.5 / 2, within(1e-12));
  }

  @Test
  void numbersThatAnOptimiserDoesNotHaveOrTakeAreRefused() {
    assertThatThrownBy(() -> RECIPE.withBeta1(0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the optimiser sgd has no beta1; it has: learningRate, decay");
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> RECIPE.withLearningRate(rate))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("learningRate has to be a number above 0, not " + rate);
    }
    for (double beta : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> MlpGan.model().recipe().withBeta1(beta))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("beta1 has to be a number from 0 to below 1, not " + beta);
    }
  }

  private static void assertOptimiser(Object network, IUpdater expected) {
    Layer[] layers =
        network instanceof ComputationGraph graph
            ? graph.getLayers()
            : ((MultiLayerNetwork) network).getLayers();
    for (Layer layer : layers) {
      if (layer.numParams() > 0) {
        assertThat(((BaseLayer) layer.conf().getLayer()).getIUpdater()).isEqualTo(expected);
      }
    }
  }

  @Test
  void batchesAreNoLargerThanTheImagesThatMayComeOnceEach() {
    GanSettings shuffled =
        GanSettings.defaults().withBatchSize(128).withBatching(Batching.SHUFFLED);
    GanSettings halves = shuffled.withBatching(Batching.IN_ORDER).withScheme(UpdateScheme.HALVES);

    assertThat(RECIPE.withSettings(shuffled).fitting(12).settings().batchSize()).isEqualTo(12);
    assertThat(RECIPE.withSettings(halves).fitting(12).settings().batchSize())
        .as("half of a batch is real")
        .isEqualTo(24);
    Recipe enough = RECIPE.withSettings(halves);
    assertThat(enough.fitting(64)).isSameAs(enough);
    assertThat(RECIPE.fitting(12)).as("random batches hold images twice").isSameAs(RECIPE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> enough.fitting(0))
        .withMessageContaining("at least one image, not 0");
  }

  @Test
  void rateThatFallsStaysWhateverElseIsChanged() {
    Recipe falling = RECIPE.withRateFallsFrom(0.25);
    List<Recipe> changed =
        List.of(
            falling.withLatentSize(9),
            falling.withOptimiser(new Sgd(1)),
            falling.withLearningRate(0.5),
            falling.withSettings(GanSettings.defaults()),
            falling.withSnapshots(Snapshots.USUAL));

    assertThat(changed)
        .allSatisfy(
            recipe -> assertThat(recipe.schedules().rate()).isEqualTo(Schedule.linear(0.25)));
    assertThat(falling.scheduledRates(400))
        .contains(new ScheduledRates(Schedule.linear(0.25), 400));
    assertThat(falling.withRateFallsFrom(1)).isEqualTo(RECIPE);
    assertThat(RECIPE.scheduledRates(400)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.01, Double.NaN})
  void shareOfTheStepsThatIsNoneIsRefused(double share) {
    assertThatThrownBy(() -> RECIPE.withRateFallsFrom(share))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rateFallsFrom has to be a number from 0 to 1, not " + share);
  }

  @Test
  void rateThatDecaysDoesNotFallBeside() {
    Recipe decaying = MlpGan.wideModel().recipe();
    assertThatThrownBy(() -> decaying.withRateFallsFrom(0.4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "a learning rate cannot both decay and follow the schedule linear:0.4");
    assertThat(decaying.withRateFallsFrom(1)).isEqualTo(decaying);
  }
}
