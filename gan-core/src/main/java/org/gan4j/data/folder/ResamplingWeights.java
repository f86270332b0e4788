package org.gan4j.data.folder;

/** Of which old pixels a row of new ones is made, and with what weights, which add up to 1. */
final class ResamplingWeights {
  private final int[] first;
  private final float[][] weights;

  private ResamplingWeights(int size) {
    this.first = new int[size];
    this.weights = new float[size][];
  }

  /**
   * {@return the making of new pixels from the middle of old ones: each the mean over its area if
   * there are fewer, else interpolated}
   *
   * @param side how many old pixels there are
   * @param window how many of them are used, at most {@code side}; need not be whole
   * @param size how many new ones are made
   */
  static ResamplingWeights of(int side, double window, int size) {
    ResamplingWeights taps = new ResamplingWeights(size);
    double scale = window / size;
    int start = (int) ((side - window) / 2); // whole, so that what is only cropped stays sharp
    for (int i = 0; i < size; i++) {
      if (scale >= 1) {
        taps.mean(i, start + i * scale, start + (i + 1) * scale, side);
      } else {
        taps.interpolated(i, start + (i + 0.5) * scale - 0.5, side);
      }
    }
    return taps;
  }

  /** The mean from one place to another, where pixel i goes from i to i + 1. */
  private void mean(int index, double from, double to, int side) {
    first[index] = (int) from;
    int end = Math.min(side, (int) Math.ceil(to));
    weights[index] = new float[end - first[index]];
    for (int i = first[index]; i < end; i++) {
      double overlap = Math.min(i + 1, to) - Math.max(i, from);
      weights[index][i - first[index]] = (float) (overlap / (to - from));
    }
  }

  /** The value at a place, where pixel i is at i. */
  private void interpolated(int index, double place, int side) {
    double inside = Math.max(0, Math.min(side - 1, place));
    first[index] = Math.min((int) inside, Math.max(0, side - 2));
    float second = (float) (inside - first[index]);
    weights[index] = side == 1 ? new float[] {1} : new float[] {1 - second, second};
  }

  /** {@return the first old pixel that is used} */
  int start() {
    return first[0];
  }

  /** {@return the old pixel after the last that is used} */
  int end() {
    return end(first.length - 1);
  }

  private int end(int index) {
    return first[index] + weights[index].length;
  }

  /** Makes all new pixels of a row of old ones, of which {@code from} is the first. */
  void apply(float[] old, int from, float[] target) {
    for (int i = 0; i < first.length; i++) {
      float sum = 0;
      for (int k = 0; k < weights[i].length; k++) {
        sum += weights[i][k] * old[from + first[i] + k];
      }
      target[i] = sum;
    }
  }

  /** {@return the first new pixel that an old one, or one after it, has a part in} */
  int firstUse(int old) {
    int low = 0;
    for (int high = first.length - 1; low < high; ) {
      int middle = (low + high) >>> 1;
      if (end(middle) > old) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** {@return whether an old pixel has a part in a new one} */
  boolean uses(int index, int old) {
    return first[index] <= old && old < end(index);
  }

  /** {@return the part that an old pixel has in a new one that uses it} */
  float weight(int index, int old) {
    return weights[index][old - first[index]];
  }
}
