package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.gan4j.data.ImageSet;

/**
 * For each sample the nearest of the training images, to see whether it is a copy: by features or
 * pixel by pixel. Of several as near, it is the first.
 */
public final class NearestNeighbours {
  private final int[] indices;
  private final double[] squared;

  private NearestNeighbours(int samples) {
    this.indices = new int[samples];
    this.squared = new double[samples];
    Arrays.fill(squared, Double.POSITIVE_INFINITY);
  }

  /**
   * {@return the nearest of the training points for each sample}
   *
   * @param samples features of the samples
   * @param training features of the training images, by the same extractor
   * @throws IllegalArgumentException if the dimensions differ
   */
  public static NearestNeighbours of(Points samples, Points training) {
    return search(samples, training);
  }

  /**
   * {@return the nearest of the training images for each sample, by the distance between their
   * pixels, which is exact. Both are read a thousand at a time, so sets of any size take the same
   * memory}
   *
   * @param samples generated images
   * @param training images of the same shape
   * @throws IllegalArgumentException if the shapes differ
   */
  public static NearestNeighbours of(ImageSet samples, ImageSet training) {
    checkArgument(
        samples.shape().equals(training.shape()),
        "samples of %s cannot be compared with training images of %s: bring them to one size",
        samples.shape(),
        training.shape());
    return search(new PixelPoints(samples), new PixelPoints(training));
  }

  private static NearestNeighbours search(Rows samples, Rows training) {
    NearestNeighbours nearest = new NearestNeighbours(samples.size());
    SquaredDistances.visit(samples, training, nearest::see);
    return nearest;
  }

  private void see(int sample, int image, double squaredDistance) {
    if (squaredDistance < squared[sample]) {
      squared[sample] = squaredDistance;
      indices[sample] = image;
    }
  }

  /** {@return how many samples there are} */
  public int size() {
    return indices.length;
  }

  /**
   * {@return the index of the training image that is nearest to a sample}
   *
   * @param sample from 0 to {@code size() - 1}
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public int index(int sample) {
    return indices[sample];
  }

  /**
   * {@return how far the nearest training image is from a sample, from 0: the Euclidean distance of
   * the features, or of the pixels as numbers from 0 to 255}
   *
   * @param sample from 0 to {@code size() - 1}
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public double distance(int sample) {
    return Math.sqrt(squared[sample]);
  }

  /** {@return the mean of the distances} */
  public double meanDistance() {
    return Arrays.stream(squared).map(Math::sqrt).average().orElseThrow();
  }
}
