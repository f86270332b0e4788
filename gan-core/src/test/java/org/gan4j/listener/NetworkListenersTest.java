package org.gan4j.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.listeners.CollectScoresIterationListener;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Networks;
import org.gan4j.Precision;
import org.gan4j.data.ByteImages;
import org.gan4j.data.ImageSet;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** Deeplearning4j's listeners hear what they would hear of its own training. */
class NetworkListenersTest {
  private static final int BATCH = 4;
  private static final double RATE = 0.5;
  private final ImageSet images = ByteImages.of(Networks.SHAPE, bytes(40 * 36));
  private final List<StepResult> results = new ArrayList<>();

  private final RunListener collect =
      new RunListener() {
        @Override
        public void onStep(Run run) {
          results.add(run.result().orElseThrow());
        }
      };

  private List<Double> numbers(String name) {
    return results.stream().map(result -> result.number(name).orElseThrow()).toList();
  }

  /** Looks at everything that Deeplearning4j's user interface asks a network for. */
  private static final class Witness extends BaseTrainingListener {
    private final List<Integer> iterations = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private final List<Double> scores = new ArrayList<>();
    private INDArray weights;
    private INDArray gradient;

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      iterations.add(iteration);
      batches.add(model.batchSize());
      scores.add(model.score());
      assertThat(model.gradient().gradientForVariable().keySet())
          .isEqualTo(model.paramTable().keySet());
      weights = model.getParam("0_W").dup();
      gradient = model.gradient().getGradientFor("0_W").dup();
    }
  }

  @Test
  void bothNetworksAreToldOfEachStep() {
    Witness ofGenerator = new Witness();
    Witness ofDiscriminator = new Witness();
    GanTrainer trainer = trainer(new Sgd(RATE));
    trainer.listen(
        collect,
        NetworkListeners.ofGenerator(ofGenerator),
        NetworkListeners.ofDiscriminator(ofDiscriminator));
    trainer.fit(images, 3);

    assertThat(ofGenerator.iterations).containsExactly(1, 2, 3);
    assertThat(ofDiscriminator.iterations)
        .as("two updates a step, by real images and by generated ones")
        .containsExactly(2, 4, 6);
    assertThat(ofGenerator.batches).containsExactly(BATCH, BATCH, BATCH);
    assertThat(ofGenerator.scores).isEqualTo(numbers("g_loss"));
    assertThat(ofDiscriminator.scores).isEqualTo(numbers("d_loss"));
  }

  @Test
  void gradientsAreThoseOfTheUpdate() {
    Witness witness = new Witness();
    GanTrainer trainer = trainer(new Sgd(RATE));
    INDArray start = trainer.generator().network().getParam("0_W").dup();
    trainer.listen(NetworkListeners.ofGenerator(witness));
    trainer.fit(images, 1);

    INDArray moved = start.sub(witness.weights);
    double share = moved.norm2Number().doubleValue() / witness.gradient.norm2Number().doubleValue();
    assertThat(share).satisfiesAnyOf(this::isTheRate, this::isOne);
    assertThat(moved.distance2(witness.gradient.mul(share))).isCloseTo(0, within(1e-6));
  }

  private void isTheRate(double share) {
    assertThat(share).isCloseTo(RATE, within(1e-4));
  }

  private void isOne(double share) {
    assertThat(share).isCloseTo(1, within(1e-4));
  }

  @Test
  void graphsAreListenedToAsWell() {
    Witness witness = new Witness();
    MultiLayerNetwork generator = Networks.generator(new Sgd(RATE));
    MultiLayerNetwork discriminator = Networks.discriminator(new Sgd(RATE));
    GanTrainer trainer =
        new GanTrainer(
            Generator.of(generator.toComputationGraph(), Networks.SHAPE),
            Discriminator.of(discriminator.toComputationGraph(), Networks.SHAPE),
            settings());
    trainer.listen(collect, NetworkListeners.ofGenerator(witness));
    trainer.fit(images, 2);

    assertThat(witness.iterations).containsExactly(1, 2);
    assertThat(witness.batches).containsExactly(BATCH, BATCH);
    assertThat(witness.scores).isEqualTo(numbers("g_loss"));
  }

  @Test
  void listenersChangeNothing() {
    GanTrainer alone = trainer(new Sgd(RATE));
    alone.fit(images, 3);
    GanTrainer listened = trainer(new Sgd(RATE));
    listened.listen(
        NetworkListeners.ofGenerator(new Witness()),
        NetworkListeners.ofDiscriminator(new CollectScoresIterationListener()));
    listened.fit(images, 3);

    Precision.assertSameBits(
        listened.generator().weights().parameters(), alone.generator().weights().parameters());
    Precision.assertSameBits(
        listened.discriminator().weights().parameters(),
        alone.discriminator().weights().parameters());
  }

  private static GanTrainer trainer(IUpdater updater) {
    return new GanTrainer(
        Generator.of(Networks.generator(updater), Networks.SHAPE),
        Discriminator.of(Networks.discriminator(updater), Networks.SHAPE),
        settings());
  }

  private static GanSettings settings() {
    return GanSettings.defaults().withBatchSize(BATCH).withSeed(1);
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (i * 37);
    }
    return bytes;
  }
}
