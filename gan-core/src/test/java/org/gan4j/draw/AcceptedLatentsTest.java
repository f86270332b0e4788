package org.gan4j.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.gan4j.GanException;
import org.gan4j.LatentSource;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The score of latents {@code (s, i)} is {@code s}. */
class AcceptedLatentsTest {
  private static final LatentSpace SPACE = LatentSpace.of(Latents.NORMAL, 2);

  private static AcceptedLatents accepted(LatentSource source, double share, long seed) {
    return AcceptedLatents.of(
        FakePlayers.generator(2), FakePlayers.discriminator(2), SPACE, source, share, seed);
  }

  /** Latents whose scores come in turn. */
  private static LatentSource inTurn(double... scores) {
    return new LatentSource() {
      private int next;

      @Override
      public int size() {
        return 2;
      }

      @Override
      public INDArray sample(int count) {
        double[][] rows =
            IntStream.range(0, count)
                .mapToObj(i -> new double[] {scores[next % scores.length], next++})
                .toArray(double[][]::new);
        return Nd4j.create(rows).castTo(DataType.DOUBLE);
      }
    };
  }

  private static double[] scores(AcceptedLatents latents, int count) {
    return latents.sample(count).getColumn(0).toDoubleVector();
  }

  /** What a class of score is accepted by, from the paper's formula with a gamma found by trial. */
  private static double[] shares(double share, double... scores) {
    double most = Arrays.stream(scores).max().orElseThrow();
    double[] f =
        Arrays.stream(scores)
            .map(s -> s - most - 1e-8 - Math.log(1 - Math.exp(s - most - 1e-8)))
            .toArray();
    double gamma = -60;
    while (mean(f, gamma) > share) {
      gamma += 1e-4;
    }
    double found = gamma;
    return Arrays.stream(f).map(x -> 1 / (1 + Math.exp(found - x))).toArray();
  }

  private static double mean(double[] f, double gamma) {
    return Arrays.stream(f).map(x -> 1 / (1 + Math.exp(gamma - x))).average().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.3, 0.6})
  void scoresAreAcceptedAsOftenAsTheFormulaSays(double share) {
    double[] scores = {-2, 0, 0.5, 1};
    double[] expected = shares(share, scores);
    int count = 20_000;

    double[] taken = scores(accepted(inTurn(scores), share, 5), count);

    double all = Arrays.stream(expected).sum();
    for (int i = 0; i < scores.length; i++) {
      double score = scores[i];
      double p = expected[i] / all;
      double found = Arrays.stream(taken).filter(s -> s == score).count() / (double) count;
      double deviation = Math.sqrt(p * (1 - p) / count);
      assertThat(found).as("score %s", score).isCloseTo(p, within(5 * deviation + 1e-4));
    }
  }

  /** Rows are numbered as they are drawn, behind those that the numbers were found of. */
  @Test
  void wantedShareIsAccepted() {
    INDArray rows = accepted(inTurn(-1, 0, 2, 3, 5), 0.25, 1).sample(5_000);
    double drawn = rows.getDouble(4_999, 1) + 1 - AcceptedLatents.FIRST_SAMPLES;
    assertThat(5_000 / drawn).isCloseTo(0.25, within(5 * Math.sqrt(0.25 * 0.75 / drawn)));
  }

  /**
   * Of noise that is N(0, 1) where the data are N(1, 1) the best logit is {@code z - 1/2}. With
   * gamma 0 what is accepted is the data, but for what lies beyond the largest of the first
   * samples.
   */
  @Test
  void withThePerfectDiscriminatorSamplesAreThoseOfTheData() {
    double[] first = Latents.NORMAL.source(2, 3).sample(10_000).getColumn(0).toDoubleVector();
    double most = Arrays.stream(first).max().orElseThrow();
    double share = Arrays.stream(first).map(s -> Math.exp(s - most)).average().orElseThrow();

    double[] taken = scores(accepted(Latents.NORMAL.source(2, 3), share, 7), 4_000);

    double mean = Arrays.stream(taken).average().orElseThrow();
    double variance =
        Arrays.stream(taken).map(s -> (s - mean) * (s - mean)).average().orElseThrow();
    assertThat(mean).isCloseTo(1, within(5 / Math.sqrt(4_000)));
    assertThat(variance).isCloseTo(1, within(5 * Math.sqrt(2 / 4_000.0)));
  }

  @Test
  void equalScoresAreAcceptedAlike() {
    INDArray rows = accepted(inTurn(3), 0.5, 2).sample(2_000);
    double drawn = rows.getDouble(1_999, 1) + 1 - AcceptedLatents.FIRST_SAMPLES;
    assertThat(2_000 / drawn).isCloseTo(0.5, within(5 * Math.sqrt(0.25 / drawn)));
  }

  @Test
  void scoresThatAreNoNumbersAreRefusedAndHugeOnesHarmNothing() {
    double[] taken = scores(accepted(inTurn(Double.NaN, 800, -800, 799), 0.2, 2), 500);
    assertThat(taken).containsOnly(800);
    assertThatThrownBy(() -> accepted(inTurn(Double.NaN), 0.2, 2))
        .isInstanceOf(GanException.class)
        .hasMessageStartingWith("the discriminator scores no sample with a number");
  }

  @Test
  void sameSeedAcceptsTheSameHoweverManyAreAskedForAtOnce() {
    AcceptedLatents once = accepted(inTurn(0, 1, 2), 0.3, 11);
    AcceptedLatents pieces = accepted(inTurn(0, 1, 2), 0.3, 11);
    INDArray all = once.sample(300);
    assertThat(Nd4j.concat(0, pieces.sample(1), pieces.sample(99), pieces.sample(200)))
        .isEqualTo(all);
    assertThat(accepted(inTurn(0, 1, 2), 0.3, 12).sample(300)).isNotEqualTo(all);
    assertThat(once.size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -1, Double.NaN})
  void sharesOutsideAreRefused(double share) {
    assertThatThrownBy(() -> accepted(inTurn(1), share, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the share to accept is above 0 and below 1, not " + share);
  }
}
