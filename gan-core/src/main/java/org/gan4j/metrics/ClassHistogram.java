package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkElementIndex;
import static com.google.common.base.Preconditions.checkState;

import java.util.Arrays;

/**
 * How often each class occurs: the modes that a generator covers, and how evenly (Che, Li, Jacob,
 * Bengio and Li, "Mode regularized generative adversarial networks", 2016; Metz, Poole, Pfau and
 * Sohl-Dickstein, "Unrolled generative adversarial networks", 2016, count the 1,000 classes of
 * three stacked digits). For one thread at a time.
 */
public final class ClassHistogram {
  private final long[] counts;

  /**
   * Creates a histogram of no images.
   *
   * @param classes how many there are, at least 1
   * @throws IllegalArgumentException if there is none
   */
  public ClassHistogram(int classes) {
    checkArgument(classes >= 1, "a histogram has at least 1 class, not %s", classes);
    this.counts = new long[classes];
  }

  /**
   * Counts images.
   *
   * @param labels the class of each, from 0
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public void add(int... labels) {
    for (int label : labels) {
      counts[checkElementIndex(label, counts.length, "class")]++;
    }
  }

  /** {@return how many images there were of each class, a new array} */
  public long[] counts() {
    return counts.clone();
  }

  /** {@return how many images there were} */
  public long total() {
    return Arrays.stream(counts).sum();
  }

  /** {@return how many classes occurred at least once} */
  public int covered() {
    return (int) Arrays.stream(counts).filter(count -> count > 0).count();
  }

  /**
   * {@return the Kullback-Leibler divergence of these frequencies from uniform ones, in nats: from
   * 0, where each class is as frequent, to the logarithm of the number of classes}
   *
   * @throws IllegalStateException if there was no image
   */
  public double divergenceFromUniform() {
    ClassHistogram uniform = new ClassHistogram(counts.length);
    Arrays.fill(uniform.counts, 1);
    return divergenceFrom(uniform);
  }

  /**
   * {@return the Kullback-Leibler divergence {@code KL(this || other)} of the frequencies, in nats:
   * from 0, where they are the same; infinite if a class occurs here and not there}
   *
   * @param other of the same number of classes, for example that of the real images
   * @throws IllegalArgumentException if the numbers of classes differ
   * @throws IllegalStateException if one has no image
   */
  public double divergenceFrom(ClassHistogram other) {
    checkArgument(
        counts.length == other.counts.length,
        "a histogram of %s classes cannot be compared with one of %s",
        counts.length,
        other.counts.length);
    return divergence(other.frequencies());
  }

  /**
   * {@return {@link #divergenceFrom} real images, whose frequencies are an estimate: where they
   * miss a class, half an image is added to each class, so that the result is finite}
   *
   * @param real counts of the same number of classes
   */
  double divergenceFromEstimated(ClassHistogram real) {
    return divergence(real.expected());
  }

  private double divergence(double[] expected) {
    double[] frequencies = frequencies();
    double divergence = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        divergence += frequencies[i] * Math.log(frequencies[i] / expected[i]);
      }
    }
    return Math.max(0, divergence);
  }

  /**
   * {@return frequencies to compare others with: where a class has no image, half an image is added
   * to each, so that none is 0 (Krichevsky and Trofimov, "The performance of universal encoding",
   * 1981). With 1,000 classes and 2,000 images about 135 classes are missing by chance}
   */
  double[] expected() {
    double missing = covered() < counts.length ? 0.5 : 0;
    double total = total() + missing * counts.length;
    checkState(total() > 0, "a histogram without images has no frequencies: add some");
    return Arrays.stream(counts).mapToDouble(count -> (count + missing) / total).toArray();
  }

  private double[] frequencies() {
    double total = total();
    checkState(total > 0, "a histogram without images has no frequencies: add some");
    return Arrays.stream(counts).mapToDouble(count -> count / total).toArray();
  }
}
