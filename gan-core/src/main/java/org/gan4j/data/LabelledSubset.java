package org.gan4j.data;

import com.google.common.primitives.ImmutableIntArray;

/** Some images of a set with their classes. */
final class LabelledSubset extends ChosenImages implements LabelledImages {
  private final LabelledImages images;

  LabelledSubset(LabelledImages images, ImmutableIntArray indices) {
    super(images, indices);
    this.images = images;
  }

  @Override
  public int classes() {
    return images.classes();
  }

  @Override
  public int label(int index) {
    return images.label(index(index));
  }
}
