package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

/**
 * The classifier score, {@code exp(E KL(p(y|x) || p(y)))}: the exponential of the mutual
 * information between images and classes. With the Inception network it is the Inception score
 * (Salimans, Goodfellow, Zaremba, Cheung, Radford and Chen, "Improved techniques for training
 * GANs", 2016). Images come in batches, nothing is kept of them. For one thread at a time.
 *
 * <p>It never looks at real images: one perfect image of each class gives the highest score.
 */
public final class ClassifierScore {
  private final double[] sums; // of the probability of each class
  private double negativeEntropies;
  private long count;

  /**
   * Creates the score of no images.
   *
   * @param classes how many there are, at least 1
   * @throws IllegalArgumentException if there is none
   */
  public ClassifierScore(int classes) {
    checkArgument(classes >= 1, "a classifier knows at least 1 class, not %s", classes);
    this.sums = new double[classes];
  }

  /**
   * Adds images.
   *
   * @param probabilities of the classes, {@code [images][classes]}, those of an image one after the
   *     other, not negative and 1 in sum
   * @throws IllegalArgumentException if a number is negative or NaN, or the sum for an image is not
   *     1 within 0.001
   */
  public void add(double... probabilities) {
    checkArgument(
        probabilities.length % sums.length == 0,
        "%s numbers are no probabilities of %s classes for each image",
        probabilities.length,
        sums.length);
    for (int from = 0; from < probabilities.length; from += sums.length) {
      checkSum(probabilities, from);
      addImage(probabilities, from);
    }
  }

  private void checkSum(double[] probabilities, int from) {
    double sum = 0;
    boolean valid = true;
    for (int i = from; i < from + sums.length; i++) {
      sum += probabilities[i];
      valid &= probabilities[i] >= 0;
    }
    checkArgument(
        valid && Math.abs(sum - 1) < 1e-3,
        "an image's probabilities are at least 0 and their sum is 1, not %s: the classifier has to"
            + " end in softmax",
        sum);
  }

  private void addImage(double[] probabilities, int from) {
    for (int i = 0; i < sums.length; i++) {
      double probability = probabilities[from + i];
      sums[i] += probability;
      negativeEntropies += xLogX(probability);
    }
    count++;
  }

  /**
   * {@return the score, from 1 (all images of one class, or classes that cannot be told) to the
   * number of classes (each as frequent, and none in doubt); higher is better}
   *
   * @throws IllegalStateException if there was no image
   */
  public double value() {
    checkState(count > 0, "a score needs at least one image");
    double negativeEntropy = 0; // of the mean
    for (double sum : sums) {
      negativeEntropy += xLogX(sum / count);
    }
    return Math.exp(Math.max(0, negativeEntropies / count - negativeEntropy));
  }

  private static double xLogX(double x) {
    return x == 0 ? 0 : x * Math.log(x);
  }
}
