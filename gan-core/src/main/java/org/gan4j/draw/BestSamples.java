package org.gan4j.draw;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableDoubleArray;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The latents whose samples a discriminator takes for the most real of many. {@code
 * generator.generate(best.latents())} draws those samples, the best first. It owns the latents'
 * memory, which is freed when it is closed.
 *
 * @param latents {@code [count, latentSize]}, of the highest score first; of equal scores, the one
 *     drawn first comes first
 * @param scores raw scores of those samples, the highest first; NaN counts as negative infinity
 * @param drawn how many samples were drawn in all
 * @param median of the scores of all samples
 */
public record BestSamples(INDArray latents, ImmutableDoubleArray scores, int drawn, double median)
    implements AutoCloseable {
  /** Bounds the memory that the layers' outputs take. */
  private static final int AT_ONCE = 256;

  /** More would take 160 MB for their scores alone. */
  private static final int MOST = 20_000_000;

  /**
   * {@return the best of {@code count / keep} samples, rounded up}
   *
   * <p>Each sample is scored by itself, in inference mode, and forgotten: what is kept are the
   * latents of the best so far, {@code count * latentSize} numbers, and 8 bytes for each sample.
   *
   * @param generator draws the samples
   * @param discriminator scores them
   * @param source of the latents, best the distribution that the generator was trained on
   * @param count how many to keep, at least 1
   * @param keep the share that they are of all, above 0 and at most 1; 0.05 keeps one of twenty
   * @throws IllegalArgumentException if count or share are out of range, the players' samples
   *     differ in shape, or the latents have another size than the generator takes
   */
  public static BestSamples draw(
      Generator generator,
      Discriminator discriminator,
      LatentSource source,
      int count,
      double keep) {
    return draw(
        generator,
        discriminator,
        LatentSpace.of(Latents.NORMAL, source.size()),
        source,
        count,
        keep);
  }

  /**
   * {@return as {@link #draw(Generator, Discriminator, LatentSource, int, double)}, by a
   * discriminator that may know the classes: each sample is scored as one of the class that it was
   * asked for}
   *
   * @param generator draws the samples
   * @param discriminator scores them, beside their classes if it takes these
   * @param space what the latents are
   * @param source of the latents
   * @param count how many to keep, at least 1
   * @param keep the share that they are of all, above 0 and at most 1
   * @throws IllegalArgumentException as that
   */
  public static BestSamples draw(
      Generator generator,
      Discriminator discriminator,
      LatentSpace space,
      LatentSource source,
      int count,
      double keep) {
    Judging judging = Judging.of(generator, discriminator, space);
    Ranking ranking = new Ranking(count, total(count, keep));
    for (int left = ranking.total(); left > 0; left -= AT_ONCE) {
      try (INDArray latents = source.sample(Math.min(AT_ONCE, left))) {
        ranking.add(latents, judging.scores(latents));
      }
    }
    return ranking.result();
  }

  /** In decimal numbers, in which 0.05 is a twentieth. */
  private static int total(int count, double keep) {
    checkArgument(count >= 1, "at least one sample has to be kept, not %s", count);
    checkArgument(
        keep > 0 && keep <= 1, "the share to keep is above 0 and at most 1, not %s", keep);
    BigDecimal total =
        BigDecimal.valueOf(count).divide(BigDecimal.valueOf(keep), 0, RoundingMode.CEILING);
    checkArgument(
        total.compareTo(BigDecimal.valueOf(MOST)) <= 0,
        "to keep %s as a share of %s, %s samples would have to be drawn, and %s are the most: keep"
            + " fewer, or a larger share",
        count,
        keep,
        total,
        MOST);
    return total.intValueExact();
  }

  /** Frees the latents. */
  @Override
  public void close() {
    latents.close();
  }
}
