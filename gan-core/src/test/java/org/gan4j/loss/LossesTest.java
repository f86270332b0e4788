package org.gan4j.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for every loss, and the values that are known in closed form. */
class LossesTest {
  /** From sure of one thing to sure of the other; without ±1, the corners of the hinge loss. */
  private static final double[] SCORES = {
    -100, -30, -3, -1.001, -0.5, -1e-3, 0, 1e-3, 0.5, 0.999, 3, 30, 100
  };

  private static final double EXP_MINUS_100 = 3.720075976020836e-44;

  private static final Map<String, BiFunction<AdversarialLoss, INDArray, ScoreLoss>> ROLES =
      Map.of(
          "real", AdversarialLoss::real,
          "fake", AdversarialLoss::fake,
          "generator", AdversarialLoss::generator);

  private static final Map<String, Supplier<AdversarialLoss>> BASIC = new LinkedHashMap<>();

  static {
    BASIC.put("nonSaturating", Losses::nonSaturating);
    BASIC.put("minimax", Losses::minimax);
    BASIC.put("leastSquares", Losses::leastSquares);
    BASIC.put("wasserstein", Losses::wasserstein);
    BASIC.put("hinge", Losses::hinge);
  }

  /** Makers instead of losses: a noisy loss draws anew at each call. */
  static Stream<Arguments> lossesAndRoles() {
    Map<String, Supplier<AdversarialLoss>> losses = new LinkedHashMap<>(BASIC);
    BASIC.forEach(
        (name, basic) -> {
          losses.put(name + " smoothed", () -> basic.get().smoothed(0.9));
          LongStream.range(0, 12)
              .forEach(seed -> losses.put(name + " noisy " + seed, () -> noisy(basic, seed)));
        });
    return losses.entrySet().stream()
        .flatMap(
            loss ->
                ROLES.entrySet().stream()
                    .map(
                        role ->
                            Arguments.of(
                                loss.getKey() + ", " + role.getKey(),
                                loss.getValue(),
                                role.getValue())));
  }

  private static AdversarialLoss noisy(Supplier<AdversarialLoss> loss, long seed) {
    return loss.get().noisy(0.1, seed);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lossesAndRoles")
  void gradientIsTheSlopeOfTheValue(
      String name,
      Supplier<AdversarialLoss> loss,
      BiFunction<AdversarialLoss, INDArray, ScoreLoss> role) {
    double h = 1e-4;
    for (double score : SCORES) {
      double above = role.apply(loss.get(), scores(score + h)).value();
      double below = role.apply(loss.get(), scores(score - h)).value();
      double slope = (above - below) / (2 * h);

      ScoreLoss here = role.apply(loss.get(), scores(score));

      assertThat(here.value()).isFinite();
      assertThat(here.gradient().getDouble(0))
          .as("%s at %s", name, score)
          .isFinite()
          .isCloseTo(slope, within(1e-7 * Math.abs(slope)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lossesAndRoles")
  void valueIsAMeanAndSoIsTheGradient(
      String name,
      Supplier<AdversarialLoss> loss,
      BiFunction<AdversarialLoss, INDArray, ScoreLoss> role) {
    double h = 1e-3;
    double[] batch = {-2.5, -0.3, 0, 0.7, 1.5, 2};
    double mean = role.apply(loss.get(), scores(batch)).value();
    INDArray gradient = role.apply(loss.get(), scores(batch)).gradient();

    assertThat(gradient.shape()).as(name).containsExactly(batch.length, 1);
    double sum = 0;
    for (int i = 0; i < batch.length; i++) {
      double[] above = batch.clone();
      double[] below = batch.clone();
      above[i] += h;
      below[i] -= h;
      double slope =
          (role.apply(loss.get(), scores(above)).value()
                  - role.apply(loss.get(), scores(below)).value())
              / (2 * h);
      assertThat(gradient.getDouble(i, 0)).as("%s, %s", name, i).isCloseTo(slope, within(1e-6));
      sum += slope;
    }
    assertThat(gradient.sumNumber().doubleValue()).isCloseTo(sum, within(1e-6));
    assertThat(mean).isFinite();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lossesAndRoles")
  void gradientHasTheTypeAndShapeOfTheScoresAndLeavesThemAsTheyAre(
      String name,
      Supplier<AdversarialLoss> loss,
      BiFunction<AdversarialLoss, INDArray, ScoreLoss> role) {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      INDArray scores = scores(-2, 0.25, 3, 4).castTo(type);
      INDArray before = scores.dup();

      ScoreLoss result = role.apply(loss.get(), scores);

      assertThat(result.gradient().dataType()).as(name).isEqualTo(type);
      assertThat(result.gradient().shape()).containsExactly(4, 1);
      assertThat(scores).isEqualTo(before);
    }
  }

  @Test
  void floatScoresLoseNothingButFloatRounding() {
    double[] batch = {-100, -3, 0.5, 100};
    for (Supplier<AdversarialLoss> loss : BASIC.values()) {
      ScoreLoss exact = loss.get().real(scores(batch));
      ScoreLoss rounded = loss.get().real(scores(batch).castTo(DataType.FLOAT));
      assertThat(rounded.value()).isEqualTo(exact.value());
      for (int i = 0; i < batch.length; i++) {
        double gradient = exact.gradient().getDouble(i);
        assertThat(rounded.gradient().getDouble(i))
            .isCloseTo(gradient, within(Math.abs(gradient) * 1e-7 + 1e-44)); // 1e-44: subnormal
      }
    }
  }

  @Test
  void logisticLossesAreLogTwoWhereTheDiscriminatorGuesses() {
    double ln2 = 0.6931471805599453;
    AdversarialLoss keras = Losses.nonSaturating();
    AdversarialLoss minimax = Losses.minimax();

    exactly(keras.real(scores(0)), ln2, -0.5);
    exactly(keras.fake(scores(0)), ln2, 0.5);
    exactly(keras.generator(scores(0)), ln2, -0.5);
    exactly(minimax.real(scores(0)), ln2, -0.5);
    exactly(minimax.fake(scores(0)), ln2, 0.5);
    exactly(minimax.generator(scores(0)), -ln2, -0.5);
  }

  @Test
  void logisticLossesAreExactWhereTheDiscriminatorIsSure() {
    for (AdversarialLoss loss : List.of(Losses.nonSaturating(), Losses.minimax())) {
      exactly(loss.real(scores(100)), EXP_MINUS_100, -EXP_MINUS_100);
      exactly(loss.real(scores(-100)), 100, -1);
      exactly(loss.fake(scores(-100)), EXP_MINUS_100, EXP_MINUS_100);
      exactly(loss.fake(scores(100)), 100, 1);
    }
    exactly(Losses.nonSaturating().generator(scores(100)), EXP_MINUS_100, -EXP_MINUS_100);
    exactly(Losses.nonSaturating().generator(scores(-100)), 100, -1);
    exactly(Losses.minimax().generator(scores(-100)), -EXP_MINUS_100, -EXP_MINUS_100);
    exactly(Losses.minimax().generator(scores(100)), -100, -1);
  }

  @Test
  void logisticLossesStayFiniteFarOut() {
    for (double score : new double[] {-1e6, 1e6, -Double.MAX_VALUE, Double.MAX_VALUE}) {
      ScoreLoss real = Losses.nonSaturating().real(scores(score));
      assertThat(real.value()).isEqualTo(score < 0 ? -score : 0);
      assertThat(real.gradient().getDouble(0)).isEqualTo(score < 0 ? -1 : 0);
    }
  }

  @Test
  void leastSquaresIsHalfTheSquaredDistanceFromTheLabel() {
    AdversarialLoss loss = Losses.leastSquares();
    exactly(loss.real(scores(3, -1)), (2 + 2) / 2.0, 1, -1);
    exactly(loss.fake(scores(3, -1)), (4.5 + 0.5) / 2, 1.5, -0.5);
    exactly(loss.generator(scores(3, -1)), (2 + 2) / 2.0, 1, -1);
  }

  @Test
  void wassersteinIsTheScoreItself() {
    AdversarialLoss loss = Losses.wasserstein();
    exactly(loss.real(scores(3, -7)), 2, -0.5, -0.5);
    exactly(loss.fake(scores(3, -7)), -2, 0.5, 0.5);
    exactly(loss.generator(scores(3, -7)), 2, -0.5, -0.5);
  }

  @Test
  void hingeForgetsScoresBeyondTheMargin() {
    AdversarialLoss loss = Losses.hinge();
    exactly(loss.real(scores(-2, 0.5, 1, 5)), 3.5 / 4, -0.25, -0.25, 0, 0);
    exactly(loss.fake(scores(-2, -1, -0.5, 5)), 6.5 / 4, 0, 0, 0.25, 0.25);
    exactly(loss.generator(scores(-2, 0.5, 1, 5)), -4.5 / 4, -0.25, -0.25, -0.25, -0.25);
  }

  @Test
  void judgementIsAProbabilityWithLogisticLossesAndTheScoreWithOthers() {
    for (String name : List.of("nonSaturating", "minimax")) {
      for (AdversarialLoss loss : variants(BASIC.get(name).get())) {
        assertThat(loss.judgement(0)).isEqualTo(0.5);
        assertThat(loss.judgement(2)).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-15));
        assertThat(loss.judgement(-100)).isCloseTo(EXP_MINUS_100, within(1e-56));
        assertThat(loss.judgement(1000)).isEqualTo(1);
      }
    }
    for (String name : List.of("leastSquares", "wasserstein", "hinge")) {
      for (AdversarialLoss loss : variants(BASIC.get(name).get())) {
        assertThat(loss.judgement(-2.5)).isEqualTo(-2.5);
      }
    }
  }

  private static List<AdversarialLoss> variants(AdversarialLoss loss) {
    return List.of(loss, loss.smoothed(0.9), loss.noisy(0.1, 3));
  }

  @Test
  void smoothedIsTheCrossEntropyWithSoftLabels() {
    AdversarialLoss loss = Losses.nonSaturating().smoothed(0.9);
    double[] batch = {-3, -0.5, 0, 2, 8};
    double entropy = 0;
    for (double score : batch) {
      double p = 1 / (1 + Math.exp(-score));
      entropy -= (0.9 * Math.log(p) + 0.1 * Math.log(1 - p)) / batch.length;
    }

    ScoreLoss result = loss.real(scores(batch));

    assertThat(result.value()).isCloseTo(entropy, within(1e-12));
    for (int i = 0; i < batch.length; i++) {
      double slope = (1 / (1 + Math.exp(-batch[i])) - 0.9) / batch.length;
      assertThat(result.gradient().getDouble(i)).isCloseTo(slope, within(1e-14));
    }
  }

  @Test
  void smoothedLeavesGeneratedImagesAndTheGeneratorAlone() {
    for (Supplier<AdversarialLoss> basic : BASIC.values()) {
      AdversarialLoss plain = basic.get();
      AdversarialLoss smoothed = plain.smoothed(0.9);
      INDArray scores = scores(SCORES);
      assertThat(smoothed.fake(scores)).isEqualTo(plain.fake(scores));
      assertThat(smoothed.generator(scores)).isEqualTo(plain.generator(scores));
      assertThat(smoothed.real(scores).value()).isNotEqualTo(plain.real(scores).value());
      assertThat(plain.smoothed(1).real(scores)).isEqualTo(plain.real(scores));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.1, 0, -1, 1.0001, Double.NaN})
  void smoothingTargetsOutsideTheirIntervalAreRefusedWithTheirValue(double target) {
    AdversarialLoss loss = Losses.nonSaturating();
    assertThatThrownBy(() -> loss.smoothed(target))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("label")
        .hasMessageContaining("above 0.5")
        .hasMessageContaining(String.valueOf(target));
  }

  /** With Wasserstein's loss the sign of a gradient tells which label an image was given. */
  @Test
  void noisyFlipsTheGivenShareOfLabels() {
    for (double probability : new double[] {0.1, 0.4}) {
      AdversarialLoss loss = Losses.wasserstein().noisy(probability, 12);
      INDArray scores = scores(new double[128]);
      int flippedReal = 0;
      int flippedFake = 0;
      for (int i = 0; i < 200; i++) {
        flippedReal += positive(loss.real(scores));
        flippedFake += 128 - positive(loss.fake(scores));
      }
      double error = 4.5 * Math.sqrt(probability * (1 - probability) / (200 * 128));
      assertThat(flippedReal / (200 * 128.0)).isCloseTo(probability, within(error));
      assertThat(flippedFake / (200 * 128.0)).isCloseTo(probability, within(error));
    }
  }

  @Test
  void noisyDrawsIndependentlyForEachImageAndBatch() {
    AdversarialLoss loss = Losses.wasserstein().noisy(0.4, 12);
    int[] flips = new int[16];
    List<String> patterns = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      INDArray gradient = loss.real(scores(new double[16])).gradient();
      for (int row = 0; row < 16; row++) {
        flips[row] += gradient.getDouble(row) > 0 ? 1 : 0;
      }
      patterns.add(gradient.toString());
    }
    for (int flip : flips) {
      assertThat(flip).isBetween(330, 470); // 400, standard deviation 15.5
    }
    assertThat(patterns.stream().distinct().count()).isGreaterThan(900);
  }

  @Test
  void noisyIsTheMeanOverRightAndWrongLabels() {
    double[] batch = {-2, -1, 0.5, 1, 2, 3, 4, 5};
    boolean flipped = false;
    for (long seed = 0; seed < 20; seed++) {
      INDArray signs = Losses.wasserstein().noisy(0.3, seed).real(scores(batch)).gradient();

      ScoreLoss noisy = Losses.nonSaturating().noisy(0.3, seed).real(scores(batch));

      double value = 0;
      for (int i = 0; i < batch.length; i++) {
        boolean wrong = signs.getDouble(i) > 0;
        double sign = wrong ? 1 : -1;
        flipped |= wrong;
        value += Math.log(1 + Math.exp(sign * batch[i])) / batch.length;
        double slope = sign / (1 + Math.exp(-sign * batch[i])) / batch.length;
        assertThat(noisy.gradient().getDouble(i)).isCloseTo(slope, within(1e-14));
      }
      assertThat(noisy.value()).isCloseTo(value, within(1e-13));
    }
    assertThat(flipped).isTrue();
  }

  @Test
  void noisyWithEqualSeedsIsEqualAndWithOthersIsNot() {
    AdversarialLoss one = Losses.wasserstein().noisy(0.4, 1);
    AdversarialLoss same = Losses.wasserstein().noisy(0.4, 1);
    AdversarialLoss other = Losses.wasserstein().noisy(0.4, 2);
    for (int i = 0; i < 5; i++) {
      INDArray gradient = one.real(scores(new double[64])).gradient();
      assertThat(same.real(scores(new double[64])).gradient()).isEqualTo(gradient);
      assertThat(other.real(scores(new double[64])).gradient()).isNotEqualTo(gradient);
    }
  }

  @Test
  void noisyLeavesTheGeneratorAlone() {
    for (Supplier<AdversarialLoss> basic : BASIC.values()) {
      AdversarialLoss noisy = basic.get().noisy(0.45, 1);
      INDArray scores = scores(SCORES);
      assertThat(noisy.generator(scores)).isEqualTo(basic.get().generator(scores));
    }
  }

  @Test
  void noisyWithoutNoiseIsTheLossItself() {
    INDArray scores = scores(-3, 0.5, 2);
    ScoreLoss plain = Losses.nonSaturating().real(scores);
    assertThat(Losses.nonSaturating().noisy(0, 1).real(scores)).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.7, 1, -0.01, Double.NaN})
  void noiseOutsideItsIntervalIsRefusedWithItsValue(double probability) {
    AdversarialLoss loss = Losses.nonSaturating();
    assertThatThrownBy(() -> loss.noisy(probability, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("probability")
        .hasMessageContaining("below 0.5")
        .hasMessageContaining(String.valueOf(probability));
  }

  /** Patches of an image, or several scores of one, which a loss is the mean over. */
  @Test
  void lossOfPatchesIsThatOfTheirScoresInAColumn() {
    double[] values = {-2, 0.5, 3, -0.25, 1.5, 0, 4, -3};
    for (Supplier<AdversarialLoss> basic : BASIC.values()) {
      for (AdversarialLoss loss : List.of(basic.get(), basic.get().smoothed(0.9))) {
        for (var role : ROLES.values()) {
          ScoreLoss column = role.apply(loss, scores(values));
          for (long[] shape : new long[][] {{2, 1, 2, 2}, {4, 2}}) {
            ScoreLoss patches = role.apply(loss, Nd4j.create(values, shape, DataType.DOUBLE));
            assertThat(patches.value()).isEqualTo(column.value());
            assertThat(patches.gradient()).isEqualTo(column.gradient().dup().reshape(shape));
          }
        }
      }
    }
  }

  /** With Wasserstein's loss the sign of a gradient tells which label an image was given. */
  @Test
  void noisyGivesAllPatchesOfAnImageTheSameLabel() {
    INDArray ofImages = Losses.wasserstein().noisy(0.4, 12).real(scores(new double[16])).gradient();
    assertThat(ofImages.gt(0).castTo(DataType.INT32).sumNumber().intValue()).isBetween(1, 15);
    for (long[] shape : new long[][] {{16, 1, 2, 3}, {16, 6}}) {
      INDArray patches =
          Losses.wasserstein().noisy(0.4, 12).real(Nd4j.zeros(DataType.DOUBLE, shape)).gradient();
      assertThat(patches.shape()).isEqualTo(shape);
      for (int i = 0; i < 16; i++) {
        assertThat(patches.dup().reshape(16, 6).getRow(i).toDoubleVector())
            .containsOnly(new double[] {ofImages.getDouble(i) / 6}, within(1e-15));
      }
    }
  }

  @Test
  void noisyOfPatchesIsTheMeanOverRightAndWrongLabels() {
    double[] batch = {-2, -1, 0.5, 1, 2, 3, 4, 5};
    INDArray patches = Nd4j.create(batch, new long[] {4, 1, 2, 1}, DataType.DOUBLE);
    INDArray signs = Losses.wasserstein().noisy(0.4, 3).real(patches).gradient();
    ScoreLoss noisy = Losses.nonSaturating().noisy(0.4, 3).real(patches);

    double value = 0;
    for (int i = 0; i < batch.length; i++) {
      double sign = signs.getDouble(i / 2, 0, i % 2, 0) > 0 ? 1 : -1;
      value += Math.log(1 + Math.exp(sign * batch[i])) / batch.length;
      double slope = sign / (1 + Math.exp(-sign * batch[i])) / batch.length;
      assertThat(noisy.gradient().getDouble(i / 2, 0, i % 2, 0)).isCloseTo(slope, within(1e-14));
    }
    assertThat(noisy.value()).isCloseTo(value, within(1e-13));
  }

  @Test
  void meanReadsScoresInTheirOrderWhateverTheirMemoryLayout() {
    INDArray wide = Nd4j.create(new double[][] {{1, 9}, {2, 9}, {4, 9}});
    ScoreLoss loss = ScoreLoss.mean(wide.getColumn(0, true), s -> s * s, s -> 2 * s);

    assertThat(loss.value()).isCloseTo(7, within(1e-12));
    assertThat(loss.gradient().shape()).containsExactly(3, 1);
    assertThat(loss.gradient().reshape(3).toDoubleVector())
        .containsExactly(new double[] {2 / 3.0, 4 / 3.0, 8 / 3.0}, within(1e-15));
  }

  private static int positive(ScoreLoss loss) {
    return loss.gradient().gt(0).castTo(DataType.INT32).sumNumber().intValue();
  }

  private static INDArray scores(double... scores) {
    return Nd4j.create(scores, new long[] {scores.length, 1}, DataType.DOUBLE);
  }

  /** Two-sided, to a relative 1e-12. */
  private static void exactly(ScoreLoss loss, double value, double... gradient) {
    assertThat(loss.value()).isCloseTo(value, within(1e-12 * Math.abs(value)));
    for (int i = 0; i < gradient.length; i++) {
      assertThat(loss.gradient().getDouble(i))
          .isCloseTo(gradient[i], within(1e-12 * Math.abs(gradient[i])));
    }
  }
}
