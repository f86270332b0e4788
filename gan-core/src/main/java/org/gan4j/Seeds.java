package org.gan4j;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * Derives independent seeds from one. Everything random in a run draws from {@code derive(seed,
 * purpose)}, and what draws many times from {@code at(thatSeed, n)}: the n-th draw is a function of
 * the seed and of n alone, so a run can be continued from its counters.
 */
public final class Seeds {
  private Seeds() {}

  /**
   * {@return a seed for one purpose; different purposes give unrelated seeds}
   *
   * @param seed the seed of the whole
   * @param purpose a short name, for example {@code "latents"}
   */
  public static long derive(long seed, String purpose) {
    return mix(seed ^ Hashing.sha256().hashString(purpose, StandardCharsets.UTF_8).asLong());
  }

  /**
   * {@return the seed of the n-th draw of a sequence}
   *
   * @param seed the seed of the sequence
   * @param n which draw, counted from 0
   */
  public static long at(long seed, long n) {
    return mix(seed + 0x9E3779B97F4A7C15L * (n + 1));
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014), a bijection of 64 bits. */
  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
