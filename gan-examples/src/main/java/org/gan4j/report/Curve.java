package org.gan4j.report;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** A number by step, the steps ascending. */
final class Curve {
  private long[] steps = new long[16];
  private double[] values = new double[16];
  private int size;

  /** Adds a point, whose step is larger than those before. */
  void add(long step, double value) {
    if (size == steps.length) {
      steps = Arrays.copyOf(steps, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    steps[size] = step;
    values[size++] = value;
  }

  /** Removes a step's point and those of later ones. */
  void goBackBefore(long step) {
    while (size > 0 && steps[size - 1] >= step) {
      size--;
    }
  }

  /** Puts all points into a table. */
  void writeTo(NumberTable table, String name) {
    for (int i = 0; i < size; i++) {
      table.put(steps[i], name, values[i]);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * Adds {@code steps}, {@code values} and the number of {@code points} to an object. Of more
   * points than wanted, there are the first, the last, and the smallest and largest of each stretch
   * between, since single high values are what one looks for.
   *
   * @param most points, at least 4
   */
  void writeTo(ObjectNode object, int most) {
    ArrayNode x = object.putArray("steps");
    ArrayNode y = object.putArray("values");
    for (int i : chosen(most)) {
      x.add(steps[i]);
      y.add(values[i]);
    }
    object.put("points", size);
  }

  private SortedSet<Integer> chosen(int most) {
    SortedSet<Integer> chosen = new TreeSet<>();
    int stretches = size <= most ? size : (most - 2) / 2;
    for (int i = 0; i < stretches; i++) {
      int from = (int) ((long) i * size / stretches);
      int to = (int) ((i + 1L) * size / stretches);
      chosen.add(extreme(from, to, -1));
      chosen.add(extreme(from, to, 1)); // not-a-number counts as the largest
    }
    if (size > 0) {
      chosen.add(0);
      chosen.add(size - 1);
    }
    return chosen;
  }

  private int extreme(int from, int to, int sign) {
    int best = from;
    for (int i = from + 1; i < to; i++) {
      if (sign * Double.compare(values[i], values[best]) > 0) {
        best = i;
      }
    }
    return best;
  }
}
