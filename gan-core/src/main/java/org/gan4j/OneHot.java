package org.gan4j;

import static com.google.common.base.Preconditions.checkArgument;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Classes as rows of zeros and a one. */
public final class OneHot {
  private OneHot() {}

  /**
   * {@return a new array {@code [labels, classes]} of {@link NativeArrays#sampleType}}
   *
   * @param labels from 0 to below {@code classes}, at least one
   * @param classes how many there are
   * @throws IllegalArgumentException if a label is out of its range
   */
  public static INDArray of(int[] labels, int classes) {
    float[] rows = new float[Math.multiplyExact(labels.length, classes)];
    for (int i = 0; i < labels.length; i++) {
      check(labels[i], classes);
      rows[i * classes + labels[i]] = 1;
    }
    return NativeArrays.ofSampleType(NativeArrays.of(rows, labels.length, classes));
  }

  /**
   * Checks that there is a class.
   *
   * @param label of it
   * @param classes how many there are
   * @throws IllegalArgumentException if it is not from 0 to below {@code classes}
   */
  public static void check(int label, int classes) {
    checkArgument(
        label >= 0 && label < classes,
        "there is no class %s; of %s classes the last is %s",
        label,
        classes,
        classes - 1);
  }

  /**
   * {@return the class of each row: where it is largest}
   *
   * @param rows {@code [labels, classes]}
   */
  public static int[] labels(INDArray rows) {
    double[] values = NativeArrays.values(rows);
    int classes = (int) rows.size(1);
    int[] labels = new int[(int) rows.size(0)];
    for (int i = 0; i < values.length; i++) {
      int row = i / classes;
      labels[row] = values[i] > values[row * classes + labels[row]] ? i % classes : labels[row];
    }
    return labels;
  }
}
