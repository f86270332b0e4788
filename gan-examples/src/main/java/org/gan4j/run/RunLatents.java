package org.gan4j.run;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.List;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.nd4j.shade.jackson.annotation.JsonInclude;

/**
 * What a latent vector has beside a class.
 *
 * @param size how many values of noise
 * @param kind how they are distributed
 * @param codes values that mean what the generator has found, 0 if there are none
 * @param shares of the classes that it has found; none where all are drawn equally often
 */
public record RunLatents(
    int size,
    Latents kind,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int codes,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Double> shares) {
  /**
   * Checks the size.
   *
   * @param size how many values of noise
   * @param kind how they are distributed
   * @param codes values that mean what the generator has found
   * @param shares of the classes that it has found
   */
  public RunLatents {
    checkArgument(size >= 1, "the latent size has to be at least 1, not %s", size);
    shares = ImmutableList.copyOf(shares);
  }

  /**
   * {@return what latents have beside a class}
   *
   * @param space what they are
   */
  public static RunLatents of(LatentSpace space) {
    return new RunLatents(space.noise(), space.kind(), space.codes(), space.shares().asList());
  }

  /** Returns what latent vectors are that have so many classes. */
  LatentSpace space(int classes) {
    return new LatentSpace(kind, size, classes, codes, ImmutableDoubleArray.copyOf(shares));
  }
}
