package org.gan4j.data;

import com.google.common.primitives.ImmutableIntArray;
import org.gan4j.ImageShape;

/**
 * Some images of a set in an order of their own.
 *
 * @param images the set
 * @param indices which of its images, in which order
 */
record LabelledSubset(LabelledImages images, ImmutableIntArray indices) implements LabelledImages {
  @Override
  public ImageShape shape() {
    return images.shape();
  }

  @Override
  public int size() {
    return indices.length();
  }

  @Override
  public int classes() {
    return images.classes();
  }

  @Override
  public int label(int index) {
    return images.label(indices.get(index));
  }

  @Override
  public void read(int index, byte[] target, int offset) {
    images.read(indices.get(index), target, offset);
  }
}
