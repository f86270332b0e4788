package org.gan4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.ImmutableIntArray;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Latents;
import org.gan4j.SampleShape;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.data.GaussianMixture;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.train.Schedule;
import org.gan4j.train.ScheduledRates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.ndarray.INDArray;

class PointsGanTest {
  private static final SampleShape POINT = SampleShape.vector(2);
  private static final GaussianMixture RING = GaussianMixture.ring(8);

  @TempDir private Path folder;

  private static GanTrainer trainer(PointsGan gan) {
    return new GanTrainer(
        gan.generator(POINT, 1), gan.discriminator(POINT, 1), GanSettings.defaults().withSeed(1));
  }

  /** Returns how far points are from the first place on the ring, in the mean. */
  private static double meanDistance(Generator generator) {
    try (INDArray latents = Latents.NORMAL.source(generator.latentSize(), 2).sample(1_000);
        INDArray points = generator.generate(latents)) {
      return IntStream.range(0, 1_000)
          .mapToDouble(i -> Math.hypot(points.getDouble(i, 0) - 2, points.getDouble(i, 1)))
          .average()
          .orElseThrow();
    }
  }

  @Test
  void networksHaveTheirSizes() {
    PointsGan gan =
        new PointsGan(
            ImmutableIntArray.of(5, 7),
            0.1,
            WeightInit.RELU,
            PointsGan.usual().recipe().withLatentSize(3));
    SampleShape shape = SampleShape.vector(4);

    assertThat(gan.generator(shape, 1).weights().parameters().length())
        .isEqualTo(3 * 5 + 5 + 5 * 7 + 7 + 7 * 4 + 4);
    assertThat(gan.discriminator(shape, 1).weights().parameters().length())
        .isEqualTo(4 * 5 + 5 + 5 * 7 + 7 + 7 + 1);
    assertThat(gan.generator(shape, 1).weights().parameters())
        .isEqualTo(gan.generator(shape, 1).weights().parameters())
        .isNotEqualTo(gan.generator(shape, 2).weights().parameters());
  }

  /**
   * All points lie around one place, 2 away from where the generator begins. After 300 steps it was
   * 0.06 to 0.24 away from it over four seeds.
   */
  @Test
  void generatorGoesToWhereThePointsAre() {
    GanTrainer trainer = trainer(PointsGan.usual());
    assertThat(meanDistance(trainer.generator())).isBetween(1.5, 2.5);

    trainer.fit(GaussianMixture.ring(1).points(1), 300);

    assertThat(meanDistance(trainer.generator())).isBetween(0.0, 1.0);
  }

  @Test
  void sharpDiscriminatorLeaksAndItsFirstWeightsAreHes() {
    Discriminator sharp = PointsGan.sharp().discriminator(POINT, 1);
    MultiLayerNetwork network = (MultiLayerNetwork) sharp.network();
    assertThat(network.getLayer(1).conf().getLayer())
        .extracting(layer -> ((DenseLayer) layer).getActivationFn())
        .isEqualTo(new ActivationLReLU(0.2));
    double deviation = network.getLayer(1).getParam("W").stdNumber().doubleValue();
    assertThat(deviation).isCloseTo(Math.sqrt(2.0 / 128), within(0.05 * Math.sqrt(2.0 / 128)));
    assertThat(PointsGan.sharp().recipe().scheduledRates(1_000))
        .contains(new ScheduledRates(Schedule.linear(0.4), 1_000));
    assertThat(Recipe.parse(PointsGan.sharp().recipe().toJson()))
        .isEqualTo(PointsGan.sharp().recipe());
  }

  static Stream<PointsGan> recipes() {
    return Stream.of(PointsGan.usual(), PointsGan.sharp());
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void runOnPointsGoesOnAsIfItHadNeverEnded(PointsGan gan) {
    GanTrainer whole = gan.trainer(POINT, 1, 8);
    whole.fit(RING.points(1), 6);
    GanTrainer first = gan.trainer(POINT, 1, 8);
    first.fit(RING.points(1), 3);
    Path file = folder.resolve("points.ckpt");
    Checkpoint.write(file, first, OptionalDouble.empty(), Map.of());

    GanTrainer second = gan.trainer(POINT, 1, 8);
    Checkpoint.read(file).restore(second);
    second.fit(RING.points(1), 3);

    assertThat(second.steps()).isEqualTo(6);
    Precision.assertSameBits(
        second.generator().weights().parameters(), whole.generator().weights().parameters());
    Precision.assertSameBits(
        second.discriminator().weights().parameters(),
        whole.discriminator().weights().parameters());
  }

  @Test
  void dataOfAnotherShapeAreRefused() {
    PointsGan gan = PointsGan.usual();
    SampleShape shape = SampleShape.vector(3);
    GanTrainer trainer =
        new GanTrainer(
            gan.generator(shape, 1), gan.discriminator(shape, 1), GanSettings.defaults());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.fit(RING.points(1), 1))
        .withMessageStartingWith(
            "the data has samples of 2 values, the networks were built for 3 values:");
  }
}
