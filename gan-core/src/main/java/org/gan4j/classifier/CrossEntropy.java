package org.gan4j.classifier;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import org.gan4j.NativeArrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The loss of a classifier: the mean of {@code -log softmax(logits)[label]}, in nats, and its
 * gradient, {@code (softmax(logits) - onehot(label)) / batch}. It owns the gradient.
 *
 * @param value of the loss, 0 or more
 * @param gradient at the logits, in their shape
 */
record CrossEntropy(double value, INDArray gradient) implements AutoCloseable {

  /**
   * Returns the loss of a batch.
   *
   * @param logits {@code [batch, classes]}; stays the caller's
   * @param labels the class of each, from 0
   */
  static CrossEntropy of(INDArray logits, ImmutableIntArray labels) {
    int classes = (int) logits.size(1);
    checkArgument(
        logits.size(0) == labels.length(),
        "%s images have %s labels: give one for each",
        logits.size(0),
        labels.length());
    double[] all = NativeArrays.values(logits);
    float[] gradient = new float[all.length];
    double sum = 0;
    for (int i = 0; i < labels.length(); i++) {
      sum += row(all, i * classes, classes, labels.get(i), gradient, labels.length());
    }
    return new CrossEntropy(
        sum / labels.length(), NativeArrays.of(gradient, labels.length(), classes));
  }

  /** Writes the gradient of one image and returns its loss. */
  private static double row(
      double[] logits, int from, int classes, int label, float[] gradient, int batch) {
    double normaliser = logSumOfExponentials(logits, from, classes);
    for (int i = 0; i < classes; i++) {
      double probability = Math.exp(logits[from + i] - normaliser);
      gradient[from + i] = (float) ((probability - (i == label ? 1 : 0)) / batch);
    }
    return normaliser - logits[from + label];
  }

  /** The largest is taken out, as the exponential of 1,000 is infinite. */
  private static double logSumOfExponentials(double[] logits, int from, int classes) {
    double largest = logits[from];
    for (int i = 1; i < classes; i++) {
      largest = Math.max(largest, logits[from + i]);
    }
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      sum += Math.exp(logits[from + i] - largest);
    }
    return largest + Math.log(sum);
  }

  @Override
  public void close() {
    gradient.close();
  }
}
