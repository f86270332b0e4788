package org.gan4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Precision;
import org.gan4j.SampleShape;
import org.gan4j.data.ByteImages;
import org.gan4j.data.ImageSet;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

class MovingAverageTest {
  private static final ImageShape SHAPE = ImageShape.gray(2, 2);
  private static final int BATCH = 4;

  private final GanTrainer trainer = trainer(3);
  private final List<double[]> ofGenerator = new ArrayList<>(List.of(generatorNow()));

  private static GanTrainer trainer(long seed) {
    Generator generator = Generator.of(network(3, SHAPE.size(), Activation.TANH), SHAPE);
    Discriminator discriminator =
        Discriminator.of(network(SHAPE.size(), 1, Activation.IDENTITY), SHAPE);
    GanSettings settings = GanSettings.defaults().withBatchSize(BATCH).withSeed(seed);
    return new GanTrainer(generator, discriminator, settings);
  }

  private static MultiLayerNetwork network(int in, int out, Activation last) {
    return new MultiLayerNetwork(
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .updater(new Adam(0.05))
            .list()
            .layer(new DenseLayer.Builder().nOut(5).activation(Activation.TANH).build())
            .layer(new BatchNormalization.Builder().build())
            .layer(new DenseLayer.Builder().nOut(out).activation(last).build())
            .setInputType(InputType.feedForward(in))
            .build());
  }

  @Test
  void generatorOfPointsHasAnAverageToo() {
    SampleShape point = SampleShape.vector(2);
    GanTrainer ofPoints =
        new GanTrainer(
            Generator.of(network(3, 2, Activation.IDENTITY), point),
            Discriminator.of(network(2, 1, Activation.IDENTITY), point),
            trainer.settings());
    assertThat(MovingAverage.of(ofPoints).generator().sampleShape()).isEqualTo(point);
  }

  private static ImageSet images() {
    byte[] pixels = new byte[6 * SHAPE.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (37 * i);
    }
    return ByteImages.of(SHAPE, pixels);
  }

  private double[] generatorNow() {
    return values(trainer.generator().weights().parameters());
  }

  private static double[] values(INDArray array) {
    return array.dup().reshape(array.length()).toDoubleVector();
  }

  private void remember(RunListener... more) {
    trainer.listen(more);
    trainer.listen(
        new RunListener() {
          @Override
          public void onStep(Run run) {
            ofGenerator.add(generatorNow());
          }
        });
  }

  /**
   * What the generator was before the first step and after each, weighed by hand. Each step rounds
   * three times, and what it rounds is no larger than the largest parameter there was.
   */
  private void assertIsSumOf(MovingAverage average, double... weights) {
    double[] actual = values(average.generator().weights().parameters());
    for (int i = 0; i < actual.length; i++) {
      double expected = 0;
      double largest = 0;
      for (int step = 0; step < weights.length; step++) {
        double parameter = ofGenerator.get(step)[i];
        expected += weights[step] * parameter;
        largest = Math.max(largest, Math.abs(parameter));
      }
      double rounding = 3 * weights.length * Precision.epsilon(DataType.FLOAT) * largest;
      assertThat(actual[i]).as("parameter %s", i).isCloseTo(expected, within(rounding));
    }
  }

  @Test
  void halfLifeGrowsWithTheImagesSeenUpToItsLimit() {
    MovingAverage average = MovingAverage.of(trainer, 5, 0.5);
    remember(average);

    trainer.fit(images(), 3); // of 4 images: half-lives are 0.5 * 4, 0.5 * 8, and 5 instead of 6

    double last = 0.574349177498517; // 0.5 ^ (4 / 5)
    assertIsSumOf(average, 0.25 * 0.5 * last, 0.75 * 0.5 * last, 0.5 * last, 1 - last);
  }

  @Test
  void withoutARampTheHalfLifeIsTheSameFromTheBeginning() {
    MovingAverage average = MovingAverage.of(trainer, 4, Double.POSITIVE_INFINITY);
    remember(average);

    trainer.fit(images(), 2);
    trainer.fit(images(), 1); // goes on

    assertIsSumOf(average, 0.125, 0.125, 0.25, 0.5);
  }

  /** Of 8 images, then of 4, 2 and 0: each step, of 4 images, by the share that was said before. */
  @Test
  void halfLifeFollowsItsSchedule() {
    MovingAverage average = MovingAverage.of(trainer, 8, Double.POSITIVE_INFINITY);
    Map<Long, Double> shares = Map.of(1L, 0.5, 2L, 0.25);
    remember(average, after(shares, average));
    trainer.fit(images(), 2);
    double first = Math.sqrt(0.5);

    assertIsSumOf(average, first * 0.5, (1 - first) * 0.5, 0.5);
    assertThatThrownBy(() -> average.useHalfLife(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a share is from 0 to 1, not 1.5");
  }

  private static RunListener after(Map<Long, Double> shares, MovingAverage average) {
    return new RunListener() {
      @Override
      public void onStep(Run run) {
        average.useHalfLife(shares.get(run.trainer().steps()));
      }
    };
  }

  @Test
  void noHalfLifeIsTheGeneratorItself() {
    MovingAverage average = MovingAverage.of(trainer, 8, Double.POSITIVE_INFINITY);
    trainer.listen(average);
    average.useHalfLife(0);
    trainer.fit(images(), 2);

    assertThat(average.generator().weights().parameters())
        .isEqualTo(trainer.generator().weights().parameters());
  }

  @Test
  void usualHalfLifeIsATwentiethOfTheImagesSeen() {
    MovingAverage average = MovingAverage.of(trainer);
    remember(average);
    long steps = 40;

    trainer.fit(images(), steps); // the last half-life: 160 images / 20 = 2 steps

    double[] weights = new double[41];
    double left = 1;
    for (int step = 40; step > 0; step--) {
      double beta = Math.pow(2, -20.0 / step); // 4 images of 4 * step / 20
      weights[step] = left * (1 - beta);
      left *= beta;
    }
    weights[0] = left;
    assertIsSumOf(average, weights);
  }

  @Test
  void runningStatisticsFollowToo() {
    MovingAverage average = MovingAverage.of(trainer, 4, Double.POSITIVE_INFINITY);
    trainer.listen(average);

    trainer.fit(images(), 1);

    Layer batchNorm = batchNorm(trainer.generator());
    Layer averaged = batchNorm(average.generator());
    for (String name : List.of("mean", "log10stdev")) { // which begin as 0
      double[] statistics = batchNorm.getParam(name).toDoubleVector();
      double[] halves = averaged.getParam(name).toDoubleVector();
      for (int i = 0; i < 5; i++) {
        assertThat(statistics[i]).isNotZero();
        assertThat(halves[i]).isCloseTo(statistics[i] / 2, within(1e-7));
      }
    }
  }

  private static Layer batchNorm(Generator generator) {
    return ((MultiLayerNetwork) generator.network()).getLayer(1);
  }

  @Test
  void averageDrawsWithTheParametersThatItHasNow() {
    MovingAverage average = MovingAverage.of(trainer, 4, 1);
    trainer.listen(average);
    INDArray latents = Nd4j.linspace(-1, 1, 6).reshape(2, 3).castTo(trainer.generator().dataType());
    INDArray before = average.generator().generate(latents);

    trainer.fit(images(), 3);

    INDArray now = average.generator().generate(latents);
    MultiLayerNetwork copy = ((MultiLayerNetwork) average.generator().network()).clone();
    assertThat(now).isEqualTo(Generator.of(copy, SHAPE).generate(latents));
    assertThat(now).isNotEqualTo(before).isNotEqualTo(trainer.generator().generate(latents));
  }

  @Test
  void arraysAreTheSameInEachStep() {
    MovingAverage average = MovingAverage.of(trainer);
    trainer.listen(average);
    INDArray parameters = average.generator().weights().parameters();
    long address = parameters.data().address();

    trainer.fit(images(), 5);

    assertThat(average.generator().weights().parameters()).isSameAs(parameters);
    assertThat(parameters.data().address()).isEqualTo(address);
    assertThat(average.generator()).isSameAs(average.generator());
  }

  @Test
  void trainingIsTheSameWithAnAverage() {
    GanTrainer without = trainer(3);
    without.fit(images(), 5);

    trainer.listen(MovingAverage.of(trainer));
    trainer.fit(images(), 5);

    Precision.assertSameBits(
        trainer.generator().weights().parameters(), without.generator().weights().parameters());
  }

  @Test
  void averageBeginsAsTheGeneratorIsWhenTheRunBegins() {
    MovingAverage average = MovingAverage.of(trainer);
    trainer.fit(images(), 2);
    trainer.listen(average);

    trainer.fit(images(), 0);

    Precision.assertSameBits(
        average.generator().weights().parameters(), trainer.generator().weights().parameters());
  }

  @Test
  void averageOfAnotherTrainerIsRefused() {
    trainer.listen(MovingAverage.of(trainer(3)));

    assertThatThrownBy(() -> trainer.fit(images(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("this is the average of another trainer's player: make one for each trainer");
  }

  @Test
  void numbersThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> MovingAverage.of(trainer, 0, 0.05))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a half-life has at least one image, not 0");
    for (double ramp : new double[] {0, -1, Double.NaN}) {
      assertThatThrownBy(() -> MovingAverage.of(trainer, 1, ramp))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a ramp is above 0, not " + ramp);
    }
  }
}
