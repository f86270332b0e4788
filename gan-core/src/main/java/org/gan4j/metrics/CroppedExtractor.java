package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gan4j.ImageShape;
import org.gan4j.NativeArrays;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Another extractor for the middle of larger images; where a border cannot be as wide on both
 * sides, the wider one is below and on the right, as in padded images.
 *
 * @param inner the other one
 * @param shape of the larger images
 */
record CroppedExtractor(FeatureExtractor inner, ImageShape shape) implements FeatureExtractor {
  CroppedExtractor {
    ImageShape small = inner.shape();
    checkArgument(
        small.channels() == shape.channels()
            && small.height() <= shape.height()
            && small.width() <= shape.width(),
        "images of %s have no middle of %s, which the extractor '%s' takes",
        shape,
        small,
        inner.name());
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public String version() {
    return inner.version();
  }

  @Override
  public ValueRange range() {
    return inner.range();
  }

  @Override
  public List<String> classNames() {
    return inner.classNames();
  }

  @Override
  public Features extract(INDArray images) {
    double[] all = NativeArrays.values(images);
    int batch = all.length / shape.size();
    float[] middle = new float[batch * inner.shape().size()];
    for (int row = 0; row < batch * shape.channels() * inner.shape().height(); row++) {
      copyRow(all, middle, row);
    }
    try (INDArray cropped = NativeArrays.of(middle, inner.shape().batch(batch))) {
      return inner.extract(cropped);
    }
  }

  /** Rows are counted over all images and channels of the middle. */
  private void copyRow(double[] all, float[] middle, int row) {
    ImageShape small = inner.shape();
    int plane = row / small.height();
    int top = (shape.height() - small.height()) / 2;
    int left = (shape.width() - small.width()) / 2;
    int from = (plane * shape.height() + top + row % small.height()) * shape.width() + left;
    for (int x = 0; x < small.width(); x++) {
      middle[row * small.width() + x] = (float) all[from + x];
    }
  }
}
