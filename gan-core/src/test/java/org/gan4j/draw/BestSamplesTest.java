package org.gan4j.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gan4j.LatentSource;
import org.gan4j.Latents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The score of latents {@code (s, i)} is {@code s}; {@code i} says which draw they were. */
class BestSamplesTest {
  @Test
  void theHighestScoresComeFirstAndOfEqualOnesTheFirstDrawn() {
    BestSamples best = best(3, 0.5, 1, 5, -2, 5, 4, 4);

    assertThat(draws(best)).containsExactly(1, 3, 4);
    assertThat(best.scores().toArray()).containsExactly(5, 5, 4);
    assertThat(best.drawn()).isEqualTo(6);
    assertThat(best.median()).isEqualTo(4);
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertThat(best(1, 0.25, 9, -1, 2, 0.5).median()).isCloseTo(1.25, within(1e-12));
  }

  @Test
  void aShareOfOneKeepsAllInTheOrderOfTheirScores() {
    assertThat(draws(best(4, 1, 2, 4, 1, 3))).containsExactly(1, 3, 0, 2);
  }

  @Test
  void scoresThatAreNoNumbersAreTheWorst() {
    BestSamples best = best(3, 1, Double.NaN, -7, Double.POSITIVE_INFINITY);

    assertThat(draws(best)).containsExactly(2, 1, 0);
    assertThat(best.scores().get(2)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void zeroAndMinusZeroAreEqual() {
    assertThat(draws(best(2, 1, -0.0, 0.0))).containsExactly(0, 1);
  }

  /** In doubles 7 / 0.07 is 100.00000000000001, and 0.7 / 0.1 is 6.999999999999999. */
  @ParameterizedTest
  @CsvSource({"64, 0.05, 1280", "7, 0.07, 100", "1, 0.3, 4", "3, 0.3, 10", "2, 1, 2"})
  void asManyAreDrawnAsTheShareSays(int count, double keep, int drawn) {
    BestSamples best = draw(Latents.NORMAL.source(2, 1), count, keep);

    assertThat(best.drawn()).isEqualTo(drawn);
    assertThat(best.latents().shape()).containsExactly(count, 2);
  }

  /** Sorted by an independent way, over several batches of 256. */
  @Test
  void theBestOfManyBatchesAreThoseOfASort() {
    List<double[]> all = new ArrayList<>();
    LatentSource source = Latents.NORMAL.source(2, 5);
    for (int n : new int[] {256, 256, 88}) {
      all.addAll(Arrays.asList(source.sample(n).toDoubleMatrix()));
    }
    all.sort((a, b) -> Double.compare(b[0], a[0]));

    BestSamples best = draw(Latents.NORMAL.source(2, 5), 30, 0.05);

    assertThat(best.latents().toDoubleMatrix())
        .isDeepEqualTo(all.subList(0, 30).toArray(double[][]::new));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.5, 1.01, Double.NaN})
  void sharesOutsideAreRefused(double keep) {
    assertRefused(1, keep, "the share to keep is above 0 and at most 1, not " + keep);
  }

  @Test
  void countsOutsideAreRefused() {
    assertRefused(0, 0.5, "at least one sample has to be kept, not 0");
    assertRefused(
        100_000,
        1e-5,
        "to keep 100000 as a share of 1.0E-5, 10000000000 samples would have to be drawn, and"
            + " 20000000 are the most: keep fewer, or a larger share");
  }

  private static void assertRefused(int count, double keep, String message) {
    assertThatThrownBy(() -> draw(Latents.NORMAL.source(2, 1), count, keep))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void playersOfDifferentImagesAreRefused() {
    assertThatThrownBy(
            () ->
                BestSamples.draw(
                    FakePlayers.generator(2),
                    FakePlayers.discriminator(3),
                    Latents.NORMAL.source(2, 1),
                    1,
                    1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "makes samples of 1x1x2 and the discriminator judges samples of 1x1x3");
  }

  private static BestSamples best(int count, double keep, double... scores) {
    double[][] latents = new double[scores.length][];
    Arrays.setAll(latents, i -> new double[] {scores[i], i});
    return draw(given(Nd4j.create(latents)), count, keep);
  }

  private static BestSamples draw(LatentSource source, int count, double keep) {
    return BestSamples.draw(
        FakePlayers.generator(2), FakePlayers.discriminator(2), source, count, keep);
  }

  private static LatentSource given(INDArray latents) {
    return new LatentSource() {
      @Override
      public int size() {
        return 2;
      }

      @Override
      public INDArray sample(int count) {
        assertThat(count).isEqualTo((int) latents.size(0));
        return latents.dup();
      }
    };
  }

  private static int[] draws(BestSamples best) {
    return Arrays.stream(best.latents().toDoubleMatrix()).mapToInt(row -> (int) row[1]).toArray();
  }
}
