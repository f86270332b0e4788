package org.gan4j.loss;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.gan4j.NativeArrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The loss of classes: the mean of {@code -log softmax(logits)} at the class that is wanted. */
public final class CrossEntropy {
  private CrossEntropy() {}

  /**
   * {@return the mean over the rows of {@code -sum wanted * log softmax(logits)}, in nats, computed
   * in double precision, and its gradient {@code (softmax(logits) * sum wanted - wanted) / rows}}
   *
   * @param logits {@code [rows, classes]}, any numbers; stays the caller's
   * @param wanted of the same shape: zeros and a one in each row, or probabilities
   * @throws IllegalArgumentException if the shapes differ
   */
  public static ScoreLoss of(INDArray logits, INDArray wanted) {
    checkArgument(
        logits.rank() == 2 && Arrays.equals(logits.shape(), wanted.shape()),
        "logits are rows of a number for each class, and classes as many; these are %s and %s",
        Arrays.toString(logits.shape()),
        Arrays.toString(wanted.shape()));
    int classes = (int) logits.size(1);
    double[] all = NativeArrays.values(logits);
    double[] shares = NativeArrays.values(wanted);
    double sum = 0;
    for (int from = 0; from < all.length; from += classes) {
      sum += row(all, shares, from, classes, logits.size(0));
    }
    return new ScoreLoss(sum / logits.size(0), Nd4j.create(all, logits.shape(), logits.dataType()));
  }

  /** Returns the loss of one row, and writes its gradient over the logits. */
  private static double row(double[] logits, double[] shares, int from, int classes, long rows) {
    double normaliser = logSumOfExponentials(logits, from, classes);
    double loss = 0;
    double weight = 0;
    for (int i = from; i < from + classes; i++) {
      loss += shares[i] * (normaliser - logits[i]);
      weight += shares[i];
    }
    for (int i = from; i < from + classes; i++) {
      logits[i] = (Math.exp(logits[i] - normaliser) * weight - shares[i]) / rows;
    }
    return loss;
  }

  /** The largest is taken out, as the exponential of 1,000 is infinite. */
  private static double logSumOfExponentials(double[] logits, int from, int classes) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = from; i < from + classes; i++) {
      largest = Math.max(largest, logits[i]);
    }
    double sum = 0;
    for (int i = from; i < from + classes; i++) {
      sum += Math.exp(logits[i] - largest);
    }
    return largest + Math.log(sum);
  }
}
