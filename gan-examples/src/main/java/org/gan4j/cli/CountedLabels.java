package org.gan4j.cli;

import com.google.common.primitives.ImmutableIntArray;
import org.gan4j.ImageShape;
import org.gan4j.metrics.LabelledStream;

/**
 * Images of classes that are counted as they are looked at.
 *
 * @param images any
 * @param progress is told of each batch
 */
record CountedLabels(LabelledStream images, ImageProgress progress) implements LabelledStream {
  @Override
  public ImageShape shape() {
    return images.shape();
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public byte[] next(int count) {
    byte[] pixels = images.next(count);
    progress.add(count);
    return pixels;
  }

  @Override
  public int classes() {
    return images.classes();
  }

  @Override
  public ImmutableIntArray labels() {
    return images.labels();
  }
}
