package org.gan4j.engine.plan;

import java.util.Arrays;

/**
 * How much the examples of a group differ: the standard deviation over the group at each place, and
 * the mean of those over all places. Groups are four examples, one behind the other; the last one
 * has what is left.
 */
public final class GroupDeviations {
  private static final int GROUP = 4;
  private static final double EPSILON = 1e-8; // of Karras' program

  private final double[] values;
  private final int batch;
  private final int size;
  private final int plane;

  /**
   * Looks at examples.
   *
   * @param values one example behind the other; not to be changed
   * @param batch how many there are
   * @param plane how often the mean is to be appended to each
   */
  public GroupDeviations(double[] values, int batch, int plane) {
    this.values = values;
    this.batch = batch;
    this.size = values.length / batch;
    this.plane = plane;
  }

  /** {@return the examples, each with the mean of its group behind it, as often as it was said} */
  public double[] appended() {
    double[] all = new double[values.length + batch * plane];
    for (int first = 0; first < batch; first += GROUP) {
      double mean = 0;
      for (int place = 0; place < size; place++) {
        mean += deviation(first, place, mean(first, place)) / size;
      }
      for (int i = first; i < end(first); i++) {
        int at = i * (size + plane);
        System.arraycopy(values, i * size, all, at, size);
        Arrays.fill(all, at + size, at + size + plane, mean);
      }
    }
    return all;
  }

  /**
   * {@return the gradient at the examples}
   *
   * @param gradient at {@link #appended}
   */
  public double[] gradient(double[] gradient) {
    double[] all = new double[values.length];
    for (int first = 0; first < batch; first += GROUP) {
      double atMean = 0;
      for (int i = first; i < end(first); i++) {
        int at = i * (size + plane);
        System.arraycopy(gradient, at, all, i * size, size);
        for (int k = 0; k < plane; k++) {
          atMean += gradient[at + size + k];
        }
      }
      for (int place = 0; place < size; place++) {
        addGradient(all, first, place, atMean / size);
      }
    }
    return all;
  }

  /** The derivative of a deviation is the difference from the mean, divided by both. */
  private void addGradient(double[] all, int first, int place, double atDeviation) {
    double mean = mean(first, place);
    double factor = atDeviation / (deviation(first, place, mean) * (end(first) - first));
    for (int i = first; i < end(first); i++) {
      all[i * size + place] += factor * (values[i * size + place] - mean);
    }
  }

  private int end(int first) {
    return Math.min(batch, first + GROUP);
  }

  private double mean(int first, int place) {
    double sum = 0;
    for (int i = first; i < end(first); i++) {
      sum += values[i * size + place];
    }
    return sum / (end(first) - first);
  }

  private double deviation(int first, int place, double mean) {
    double squares = 0;
    for (int i = first; i < end(first); i++) {
      double difference = values[i * size + place] - mean;
      squares += difference * difference;
    }
    return Math.sqrt(squares / (end(first) - first) + EPSILON);
  }
}
