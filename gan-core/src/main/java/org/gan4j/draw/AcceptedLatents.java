package org.gan4j.draw;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.SplittableRandom;
import org.gan4j.Discriminator;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.gan4j.LatentSpace;
import org.gan4j.NativeArrays;
import org.gan4j.Seeds;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The latents whose samples discriminator rejection sampling accepts (Azadi et al. 2019,
 * arXiv:1810.06758). Where the discriminator is as good as it can be, its logit {@code s} says how
 * much more often a sample is among real ones than among generated ones, and to accept it with the
 * probability {@code e^(s - m)}, with the largest logit {@code m}, gives samples as they are in the
 * data. As the few largest would leave hardly any, the paper accepts with
 *
 * <pre>{@code sigmoid(f - gamma),   f = s - m - log(1 - e^(s - m - 1e-8))}</pre>
 *
 * <p>where {@code gamma} is such that the wanted share of the samples is accepted: the smaller the
 * share, the more strictly. Unlike {@link BestSamples} it keeps what is rare and real, too.
 *
 * <p>{@code m} and {@code gamma} are found of the first samples, which are drawn for that alone;
 * {@code m} rises when a later sample has a larger logit.
 */
public final class AcceptedLatents implements LatentSource {
  /** How many samples the largest logit and gamma are found of. */
  public static final int FIRST_SAMPLES = 10_000;

  /** Bounds the memory that the layers' outputs take. */
  private static final int AT_ONCE = 256;

  private static final double EPSILON = 1e-8;

  /** After so many in a row there is no sense in waiting for one that is accepted. */
  private static final int MOST_REFUSED = 1_000_000;

  private final Judging judging;
  private final LatentSource source;
  private final SplittableRandom random;
  private double largest = Double.NEGATIVE_INFINITY;
  private double gamma;
  private final Queue<ImmutableDoubleArray> accepted = new ArrayDeque<>(); // and not asked for yet
  private int refused; // since the last one that was accepted
  private DataType type = NativeArrays.sampleType(); // until latents come

  private AcceptedLatents(Judging judging, LatentSource source, SplittableRandom random) {
    this.judging = judging;
    this.source = source;
    this.random = random;
  }

  /**
   * {@return a stream of latents, which draws its first samples now}
   *
   * @param generator draws the samples
   * @param discriminator scores them with logits, beside their classes if it takes these: one that
   *     was trained by a loss of the logistic kind
   * @param space what the latents are
   * @param source of the latents, the distribution that the generator was trained on
   * @param share of the samples that are to be accepted, above 0 and below 1
   * @param seed of what is accepted by chance
   * @throws IllegalArgumentException if the share is out of range, or the players' samples differ
   *     in shape
   * @throws GanException if all scores are NaN
   */
  public static AcceptedLatents of(
      Generator generator,
      Discriminator discriminator,
      LatentSpace space,
      LatentSource source,
      double share,
      long seed) {
    checkArgument(
        share > 0 && share < 1, "the share to accept is above 0 and below 1, not %s", share);
    Judging judging = Judging.of(generator, discriminator, space);
    AcceptedLatents latents =
        new AcceptedLatents(judging, source, new SplittableRandom(Seeds.derive(seed, "rejection")));
    latents.calibrate(share);
    return latents;
  }

  private void calibrate(double share) {
    double[] scores = new double[FIRST_SAMPLES];
    for (int i = 0; i < scores.length; i += AT_ONCE) {
      try (INDArray latents = source.sample(Math.min(AT_ONCE, scores.length - i))) {
        double[] some = judging.scores(latents);
        System.arraycopy(some, 0, scores, i, some.length);
      }
    }
    double[] numbers = Arrays.stream(scores).filter(score -> !Double.isNaN(score)).toArray();
    if (numbers.length == 0) {
      throw new GanException(
          "the discriminator scores no sample with a number: it has gone wrong in training, take an"
              + " earlier checkpoint");
    }
    largest = Arrays.stream(numbers).max().orElseThrow();
    gamma = gamma(Arrays.stream(numbers).map(this::ratio).toArray(), share);
  }

  /** Returns the gamma at which the mean probability is the share: it falls from 1 to 0. */
  private static double gamma(double[] ratios, double share) {
    double low = Arrays.stream(ratios).min().orElseThrow() - 50;
    double high = Arrays.stream(ratios).max().orElseThrow() + 50;
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      if (Arrays.stream(ratios).map(f -> sigmoid(f - middle)).average().orElseThrow() > share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** Returns f of a score, the logarithm of how much more probable it is than 1 to be accepted. */
  private double ratio(double score) {
    double below = Math.max(score - largest, -700) - EPSILON; // e^-700 is still a number
    return below - Math.log(-Math.expm1(below));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Override
  public int size() {
    return source.size();
  }

  /**
   * {@return the latents of the next samples that are accepted}
   *
   * @param count how many, at least 1
   * @throws GanException if a million samples in a row are refused
   */
  @Override
  public INDArray sample(int count) {
    checkArgument(count >= 1, "at least one latent vector is drawn, not %s", count);
    while (accepted.size() < count) {
      drawMore();
      if (refused > MOST_REFUSED) {
        throw new GanException(
            "of %,d samples in a row none is accepted: accept a larger share".formatted(refused));
      }
    }
    INDArray latents = Nd4j.createUninitialized(type, count, size());
    for (int row = 0; row < count; row++) {
      Ranking.put(accepted.remove(), latents, row);
    }
    return latents;
  }

  private void drawMore() {
    try (INDArray latents = source.sample(AT_ONCE)) {
      type = latents.dataType();
      double[] scores = judging.scores(latents);
      double[] values = NativeArrays.values(latents);
      for (int i = 0; i < scores.length; i++) {
        boolean taken = accepts(scores[i]);
        refused = taken ? 0 : refused + 1;
        if (taken) {
          accepted.add(
              ImmutableDoubleArray.copyOf(
                  Arrays.copyOfRange(values, i * size(), (i + 1) * size())));
        }
      }
    }
  }

  private boolean accepts(double score) {
    if (Double.isNaN(score)) {
      return false;
    }
    largest = Math.max(largest, score);
    return random.nextDouble() < sigmoid(ratio(score) - gamma);
  }
}
