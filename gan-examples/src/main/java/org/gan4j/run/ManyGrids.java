package org.gan4j.run;

import com.google.common.math.LongMath;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many grids of samples are enough. A small folder has an epoch of a few steps, and a grid for
 * each would fill the disk with pictures that nobody looks at.
 */
public final class ManyGrids {
  /** Fifty seconds of film, at ten grids a second. */
  public static final int ENOUGH = 500;

  private ManyGrids() {}

  /**
   * {@return the steps between two grids of a run that was asked for no interval}
   *
   * @param own the model's
   * @param total steps of the run
   */
  public static long every(long own, long total) {
    return Math.max(own, parts(total));
  }

  /**
   * {@return every n-th of many, counted from the last, so that no more than enough are left}
   *
   * @param <T> what a grid is
   * @param grids all of them, in order
   */
  public static <T> List<T> some(List<T> grids) {
    int every = apart(grids);
    return IntStream.range(0, grids.size())
        .filter(i -> (grids.size() - 1 - i) % every == 0)
        .mapToObj(grids::get)
        .toList();
  }

  /**
   * {@return how far apart those that {@link #some} leaves are: 1 if it leaves all}
   *
   * @param grids all of them, in order
   */
  public static int apart(List<?> grids) {
    return Math.max(1, (int) parts(grids.size()));
  }

  /** Returns how many at least come to one of those that are enough. */
  private static long parts(long size) {
    return LongMath.divide(size, ENOUGH, RoundingMode.CEILING);
  }
}
