package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import org.gan4j.ImageShape;
import org.gan4j.NativeArrays;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Another extractor for each channel.
 *
 * @param gray the other one
 * @param channels how many
 */
record StackedExtractor(FeatureExtractor gray, int channels) implements FeatureExtractor {
  StackedExtractor {
    checkArgument(channels >= 1, "at least 1 channel is stacked, not %s", channels);
    checkArgument(
        gray.shape().channels() == 1,
        "channels are looked at by an extractor of grey images, and '%s' takes images of %s",
        gray.name(),
        gray.shape());
  }

  @Override
  public String name() {
    return "stacked-" + gray.name();
  }

  @Override
  public String version() {
    return gray.version();
  }

  @Override
  public ImageShape shape() {
    return new ImageShape(channels, gray.shape().height(), gray.shape().width());
  }

  @Override
  public ValueRange range() {
    return gray.range();
  }

  @Override
  public Features extract(INDArray images) {
    long batch = images.size(0);
    INDArray planes = images.reshape('c', gray.shape().batch(batch * channels));
    try (Features single = gray.extract(planes)) {
      return new Features(
          single.values().reshape('c', batch, channels * single.values().size(1)).dup('c'),
          single.probabilities().map(this::combinations));
    }
  }

  /** {@return the products of the probabilities of all combinations of classes} */
  private INDArray combinations(INDArray probabilities) {
    int classes = (int) probabilities.size(1);
    double[] single = NativeArrays.values(probabilities);
    int all = Math.toIntExact(Math.round(Math.pow(classes, channels)));
    int batch = single.length / classes / channels;
    float[] products = new float[Math.multiplyExact(batch, all)];
    for (int i = 0; i < products.length; i++) {
      products[i] = product(single, i / all * channels, i % all, classes);
    }
    return NativeArrays.of(products, batch, all);
  }

  private float product(double[] single, int firstPlane, int combination, int classes) {
    double product = 1;
    int left = combination;
    for (int channel = channels - 1; channel >= 0; channel--) {
      product *= single[(firstPlane + channel) * classes + left % classes];
      left /= classes;
    }
    return (float) product;
  }
}
