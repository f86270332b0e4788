package org.gan4j.metrics;

import com.google.common.primitives.ImmutableIntArray;
import java.util.stream.IntStream;
import org.gan4j.ImageShape;
import org.gan4j.data.LabelledImages;

/** The images of a set, one after the other, with their classes. */
final class LabelledSetStream implements LabelledStream {
  private final LabelledImages images;
  private final ImageStream stream;
  private int read;

  LabelledSetStream(LabelledImages images) {
    this.images = images;
    this.stream = new SetStream(images);
  }

  @Override
  public ImageShape shape() {
    return stream.shape();
  }

  @Override
  public int size() {
    return stream.size();
  }

  @Override
  public byte[] next(int count) {
    read += count;
    return stream.next(count);
  }

  @Override
  public int classes() {
    return images.classes();
  }

  @Override
  public ImmutableIntArray labels() {
    return ImmutableIntArray.copyOf(IntStream.range(0, read).map(images::label));
  }
}
