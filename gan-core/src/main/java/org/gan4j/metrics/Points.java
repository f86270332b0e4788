package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Objects;
import org.gan4j.NativeArrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Points of a space, for example the features of images: {@code [size, dimensions]} in single
 * precision. 50,000 points of 128 dimensions take 26 MB.
 */
public final class Points implements Rows {
  private final float[] values;
  private final int dimensions;
  private final int size;

  private Points(float[] values, int dimensions, int size) {
    this.values = values;
    this.dimensions = dimensions;
    this.size = size;
  }

  /**
   * {@return points over an array, which is used as it is and not copied: do not write to it
   * afterwards}
   *
   * @param dimensions of the space, at least 1
   * @param values point after point; finite
   * @throws IllegalArgumentException if there is no point, the last one is incomplete, or a value
   *     is infinite or NaN
   */
  public static Points of(int dimensions, float... values) {
    checkArgument(dimensions >= 1, "points have at least 1 dimension, not %s", dimensions);
    checkArgument(
        values.length > 0 && values.length % dimensions == 0,
        "%s values are no points of %s dimensions, but a multiple of that is expected",
        values.length,
        dimensions);
    requireFinite(values, dimensions);
    return new Points(values, dimensions, values.length / dimensions);
  }

  /**
   * {@return the rows of an array as points}
   *
   * @param rows {@code [points, dimensions]}, for example what a generator of points makes; stays
   *     the caller's
   * @throws IllegalArgumentException if it has no row, other than two dimensions, or a value that
   *     is infinite or NaN
   */
  public static Points of(INDArray rows) {
    checkArgument(
        rows.rank() == 2,
        "points are rows of an array of two dimensions, not of shape %s",
        Arrays.toString(rows.shape()));
    double[] values = NativeArrays.values(rows);
    float[] single = new float[values.length];
    for (int i = 0; i < single.length; i++) {
      single[i] = (float) values[i];
    }
    return of((int) rows.size(1), single);
  }

  private static void requireFinite(float[] values, int dimensions) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "point %s has the value %s, and points are finite: look for a network that diverged"
                .formatted(i / dimensions, values[i]));
      }
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  /**
   * {@return one coordinate of one point}
   *
   * @param point from 0 to {@code size() - 1}
   * @param dimension from 0 to {@code dimensions() - 1}
   * @throws IndexOutOfBoundsException if there is no such point or dimension
   */
  public float get(int point, int dimension) {
    return values[
        Objects.checkIndex(point, size) * dimensions + Objects.checkIndex(dimension, dimensions)];
  }

  /**
   * {@return the first points, at most {@code count}, over the same memory}
   *
   * @param count at least 1
   * @throws IllegalArgumentException if {@code count} is below 1
   */
  public Points first(int count) {
    checkArgument(count >= 1, "at least one point has to be taken, not %s", count);
    return count >= size ? this : new Points(values, dimensions, count);
  }

  @Override
  public double[] block(int from, int count) {
    double[] block = new double[count * dimensions];
    Arrays.setAll(block, i -> values[from * dimensions + i]);
    return block;
  }

  /** {@return some points by their numbers, at least one, in memory of their own} */
  Points chosen(int... points) {
    float[] some = new float[Math.multiplyExact(points.length, dimensions)];
    for (int i = 0; i < points.length; i++) {
      System.arraycopy(values, points[i] * dimensions, some, i * dimensions, dimensions);
    }
    return new Points(some, dimensions, points.length);
  }

  /** {@return the chosen points, one after the other} */
  double[] pick(int[] indices) {
    double[] picked = new double[indices.length * dimensions];
    Arrays.setAll(picked, i -> values[indices[i / dimensions] * dimensions + i % dimensions]);
    return picked;
  }

  static void checkSameSpace(Rows some, Rows others) {
    checkArgument(
        some.dimensions() == others.dimensions(),
        "points of %s dimensions cannot be compared with points of %s: take the same extractor for"
            + " both",
        some.dimensions(),
        others.dimensions());
  }
}
