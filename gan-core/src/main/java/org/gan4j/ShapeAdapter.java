package org.gan4j;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One of the arrays that go into a network or come out of it: its shape as callers know it, and the
 * same values as the network has them.
 */
final class ShapeAdapter {
  private final long[] outside;
  private final long[] inside;

  /**
   * Both shapes are of one example, {@code [1, ...]}.
   *
   * @param outside as callers know it
   * @param inside as the network has it
   */
  ShapeAdapter(long[] outside, long[] inside) {
    this.outside = outside;
    this.inside = inside;
  }

  /** Returns the ways in which a network may take samples: as they are, or in a row. */
  static List<ShapeAdapter> ways(SampleShape shape) {
    long[] outside = shape.batch(1);
    long[] row = {1, shape.size()};
    return Arrays.equals(outside, row)
        ? List.of(unchanged(row))
        : List.of(unchanged(outside), new ShapeAdapter(outside, row));
  }

  /** Returns that of a shape which the network has as callers know it. */
  static ShapeAdapter unchanged(long[] shape) {
    return new ShapeAdapter(shape, shape);
  }

  /** Returns the shape of one example as the network has it. */
  long[] inside() {
    return inside;
  }

  /** Returns how many values or channels an example has, as callers know it. */
  int values() {
    return (int) outside[1];
  }

  /** Checks what a caller gives, and gives it the shape that the network takes. */
  INDArray inside(INDArray given) {
    checkArgument(
        fits(given),
        "an input of shape %s does not fit: [batch%s] was expected",
        Arrays.toString(given.shape()),
        text(outside));
    return toInside(given);
  }

  /** Checks the gradient at an output, and gives it the shape that the network gave. */
  INDArray gradientInside(INDArray gradient) {
    if (gradient == null) {
      return null;
    }
    checkArgument(
        fits(gradient),
        "a gradient of shape %s does not fit the output of the forward pass: [batch%s] was expected",
        Arrays.toString(gradient.shape()),
        text(outside));
    return toInside(gradient);
  }

  private boolean fits(INDArray array) {
    return array.rank() == outside.length
        && Arrays.equals(array.shape(), sized(outside, array.size(0)));
  }

  private INDArray toInside(INDArray array) {
    long[] shape = sized(inside, array.size(0));
    return Arrays.equals(array.shape(), shape) ? array : array.reshape('c', shape);
  }

  /** Gives an array that is no one else's the shape that callers know. */
  INDArray outside(INDArray own) {
    return reshaped(own, sized(outside, own.size(0)));
  }

  /**
   * Gives an array that is no one else's another shape, and memory of its own. ND4J's own reshape
   * makes a view, and a view cannot be closed: who gets it could not free what is behind it.
   */
  private static INDArray reshaped(INDArray own, long[] shape) {
    if (!own.isView() && Arrays.equals(own.shape(), shape)) {
      return own;
    }
    INDArray rows = inRows(own);
    return Nd4j.create(rows.data(), shape, Nd4j.getStrides(shape, 'c'), 0, 'c', rows.dataType());
  }

  private static INDArray inRows(INDArray own) {
    if (NativeArrays.fillsItsMemory(own)) {
      return own;
    }
    try (own) {
      return own.dup('c');
    }
  }

  private static long[] sized(long[] shape, long batch) {
    long[] sized = shape.clone();
    sized[0] = batch;
    return sized;
  }

  private static String text(long[] shape) {
    return Arrays.stream(shape).skip(1).mapToObj(size -> ", " + size).collect(joining());
  }
}
