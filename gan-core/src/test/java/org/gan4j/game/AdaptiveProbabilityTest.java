package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Networks;
import org.gan4j.Precision;
import org.gan4j.augment.Alteration;
import org.gan4j.augment.Augmentation;
import org.gan4j.loss.Losses;
import org.gan4j.train.Results;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class AdaptiveProbabilityTest {
  private static final Augmentation ADAPTIVE =
      Augmentation.of(Alteration.COLOR, Alteration.CUTOUT).adaptive(100);

  /** Ten scores, so many of them of images that are taken for real. */
  private static INDArray scores(int real, double boundary) {
    double[] all = new double[10];
    Arrays.setAll(all, i -> boundary + (i < real ? 3 : -0.5));
    return Nd4j.create(all, new long[] {10, 1});
  }

  /** The probability after each of some batches of ten. */
  private static List<Double> course(AdaptiveProbability probability, int... real) {
    return IntStream.of(real)
        .mapToObj(
            count -> {
              probability.hears(scores(count, 0.5));
              return probability.value();
            })
        .toList();
  }

  /** r is 1 - 2 * share below: 0.6 where eight of ten are above; forty images are 0.4. */
  @Test
  void lawIsThatOfThePaper() {
    AdaptiveProbability probability = new AdaptiveProbability(0.5, 100);
    assertThat(course(probability, 9, 8, 8, 8)).containsExactly(0.0, 0.0, 0.0, 0.4); // 0.65
    assertThat(course(probability, 8, 8, 8, 8)).containsExactly(0.4, 0.4, 0.4, 0.4); // 0.6
    assertThat(course(probability, 10, 10, 10, 10)).containsExactly(0.4, 0.4, 0.4, 0.8);
    assertThat(course(probability, 10, 10, 10, 10)).endsWith(0.8); // no further
    assertThat(course(probability, 10, 10, 10, 0).get(3)).isCloseTo(0.4, within(1e-12)); // 0.5
    assertThat(course(probability, 0, 0, 0, 0).get(3)).isCloseTo(0, within(1e-12));
    assertThat(course(probability, 0, 0, 0, 0)).endsWith(0.0); // nor below
  }

  @Test
  void scoresOfPatchesAreThoseOfOneImage() {
    AdaptiveProbability probability = new AdaptiveProbability(0, 1000);
    for (int i = 0; i < 4; i++) {
      probability.hears(Nd4j.ones(5, 1, 3, 3));
    }
    assertThat(probability.value()).isCloseTo(0.02, within(1e-12)); // twenty images
  }

  /** Of 0.65 and of 0.5 in the batches before and behind the state together. */
  @ParameterizedTest
  @CsvSource({"8, 8, 0.08", "6, 7, 0.0"})
  void goesOnFromItsState(int third, int fourth, double expected) throws IOException {
    AdaptiveProbability whole = new AdaptiveProbability(0.5, 1000);
    course(whole, 10, 10, 10, 10, 9, 8);
    AdaptiveProbability second = new AdaptiveProbability(0.5, 1000);
    second.readState(new DataInputStream(new ByteArrayInputStream(state(whole))));
    List<Double> course = course(whole, third, fourth, 10);
    assertThat(course.get(1)).isCloseTo(expected, within(1e-12));
    assertThat(course(second, third, fourth, 10)).isEqualTo(course);
    assertThat(state(second)).isEqualTo(state(whole));
  }

  private static byte[] state(AdaptiveProbability probability) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    probability.writeState(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 0.9, Double.NaN})
  void stateThatMakesNoSenseIsRefused(double value) throws IOException {
    AdaptiveProbability probability = new AdaptiveProbability(0, 1000);
    course(probability, 10, 10, 10, 10, 10);
    byte[] before = state(probability);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeDouble(value);
      out.write(before, Double.BYTES, before.length - Double.BYTES);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    assertThatThrownBy(() -> probability.readState(in))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("makes no sense");
    assertThat(state(probability)).isEqualTo(before);
  }

  private static GanTrainer trainer(UpdateScheme scheme, Augmentation augmentation) {
    return new GanTrainer(
        Generator.of(Networks.generator(new Sgd(0.1)), Networks.SHAPE),
        Discriminator.of(Networks.discriminator(new Sgd(0.1)), Networks.SHAPE),
        GanSettings.defaults()
            .withBatchSize(6)
            .withSeed(42)
            .withScheme(scheme)
            .withAugmentation(augmentation));
  }

  /** All real images are the same, which the discriminator soon knows. */
  private static DrawnBatches real() {
    return new DrawnBatches(
        Networks.SHAPE,
        (number, count) -> new Batch(Nd4j.ones(Networks.SHAPE.batch(count)).muli(2), List.of()));
  }

  @ParameterizedTest
  @EnumSource
  void probabilityIsANumberOfTheStepAndMovesUnderEveryScheme(UpdateScheme scheme) {
    GanTrainer trainer = trainer(scheme, ADAPTIVE);
    List<Double> course = new ArrayList<>();
    for (StepResult result : Results.of(trainer, () -> trainer.fit(real(), 40))) {
      course.add(result.number("augment_p").orElseThrow());
    }
    double step = 4 * scheme.realImages(6) / 100.0;
    assertThat(course.subList(0, 3)).containsOnly(0.0);
    assertThat(course.get(3)).isIn(0.0, step);
    assertThat(course.get(39)).isGreaterThan(0);
    assertThat(trainer(scheme, Augmentation.NONE).stateful()).isEmpty();
    assertThat(trainer.stateful()).hasSize(1);
  }

  /** In so many images that it does not move by a bit that counts in what is drawn. */
  @ParameterizedTest
  @EnumSource
  void withoutProbabilityItIsTheGameWithoutAugmentationToTheBit(UpdateScheme scheme) {
    GanTrainer never = trainer(scheme, ADAPTIVE.adaptive(Long.MAX_VALUE));
    GanTrainer none = trainer(scheme, Augmentation.NONE);
    never.fit(real(), 9);
    none.fit(real(), 9);
    Precision.assertSameBits(
        never.discriminator().weights().parameters(), none.discriminator().weights().parameters());
    Precision.assertSameBits(
        never.generator().weights().parameters(), none.generator().weights().parameters());
  }

  @Test
  void lossesWhoseScoresSayNothingAloneAreRefused() {
    GanSettings wasserstein = GanSettings.defaults().withLoss(Losses.wasserstein());
    assertThatThrownBy(() -> wasserstein.withAugmentation(ADAPTIVE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ada:color,cutout:100 follows how sure")
        .hasMessageContaining("use color,cutout, or a loss");
    wasserstein.withAugmentation(Augmentation.of(Alteration.COLOR));
    assertThat(Losses.leastSquares().boundary()).hasValue(0.5);
    assertThat(Losses.hinge().smoothed(0.9).noisy(0.1, 0).boundary()).hasValue(0);
    assertThat(Losses.minimax().boundary()).hasValue(0);
  }
}
