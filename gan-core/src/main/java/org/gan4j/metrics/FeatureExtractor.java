package org.gan4j.metrics;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.ImageShape;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns images into points that lie close together where images are alike. Measures by different
 * extractors cannot be compared, so each has a name and a version. For one thread at a time.
 */
public interface FeatureExtractor {
  /** {@return what the extractor is called in a report} */
  String name();

  /** {@return what changes whenever the features do} */
  String version();

  /** {@return the shape of the images that it takes} */
  ImageShape shape();

  /** {@return the value range of the images that it takes} */
  ValueRange range();

  /**
   * {@return the features of images, each a function of its image alone; new arrays, which are the
   * caller's}
   *
   * @param images {@code [batch, channels, height, width]} in the extractor's range, in single
   *     precision; stays the caller's
   */
  Features extract(INDArray images);

  /**
   * {@return the names of the classes that it tells apart, in their order; none if it is no
   * classifier, or nobody has named them}
   */
  default List<String> classNames() {
    return List.of();
  }

  /**
   * {@return an extractor by a Deeplearning4j network in inference mode: features are what its last
   * layer takes, flattened, and what that layer gives are probabilities if it ends in softmax. The
   * version is a hash of the parameters}
   *
   * @param network an initialised {@code MultiLayerNetwork} or {@code ComputationGraph} of one
   *     input and one output; takes {@code [batch, channels, height, width]} or {@code [batch,
   *     channels * height * width]}; not to be changed afterwards
   * @param name what to call it
   * @param shape of the images that it was trained on
   * @param range of the images that it was trained on
   * @throws IllegalArgumentException if the network is of another kind, or takes other images
   */
  static FeatureExtractor of(Model network, String name, ImageShape shape, ValueRange range) {
    Activations activations = Activations.of(network);
    return new NetworkExtractor(activations, activations.beforeLast(), name, shape, range);
  }

  /**
   * {@return an extractor whose features are what a layer of a network gives, flattened}
   *
   * @param network as for {@link #of(Model, String, ImageShape, ValueRange)}
   * @param layer its name; where a {@code MultiLayerNetwork} names none, the word "layer" and its
   *     place, from 0
   * @param name what to call the extractor
   * @param shape of the images that it was trained on
   * @param range of the images that it was trained on
   * @throws IllegalArgumentException if there is no such layer, the network is of another kind, or
   *     takes other images
   */
  static FeatureExtractor of(
      Model network, String layer, String name, ImageShape shape, ValueRange range) {
    return new NetworkExtractor(Activations.of(network), layer, name, shape, range);
  }

  /**
   * {@return an extractor without a network: the mean of each of {@code height x width} tiles of an
   * image, from 0 to 1. It needs no training and sees little of what people see}
   *
   * @param shape of the images
   * @param height rows of tiles, from 1 to the height of the images; where they do not divide it,
   *     some are one pixel higher than others
   * @param width columns of tiles, likewise
   * @throws IllegalArgumentException if there are more tiles than pixels, or none
   */
  static FeatureExtractor pixels(ImageShape shape, int height, int width) {
    return new TileExtractor(shape, new ImageShape(shape.channels(), height, width));
  }

  /**
   * {@return an extractor that looks at each channel by itself, as for digits stacked into colour
   * images: features one channel after the other, and as classes all combinations, the first
   * channel counting most: digits 1, 2, 3 are class 123 of 1,000}
   *
   * @param gray an extractor of images of one channel
   * @param channels how many are stacked, at least 1
   * @throws IllegalArgumentException if the extractor takes other than grey images
   */
  static FeatureExtractor stacked(FeatureExtractor gray, int channels) {
    return new StackedExtractor(gray, channels);
  }

  /**
   * {@return an extractor that looks at the middle of larger images, as for digits that were padded
   * for a model; it has the name and the version of the other one}
   *
   * @param inner an extractor of smaller images
   * @param shape of the larger images
   * @throws IllegalArgumentException if they are not larger, or have another number of channels
   */
  static FeatureExtractor cropped(FeatureExtractor inner, ImageShape shape) {
    return inner.shape().equals(shape) ? inner : new CroppedExtractor(inner, shape);
  }
}
