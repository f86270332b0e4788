package org.gan4j.game;

import java.util.Arrays;
import org.gan4j.ImageShape;
import org.gan4j.ValueRange;
import org.gan4j.data.LabelledImages;

/** Images whose pixels are their number, of three classes: the number modulo 3. */
record Threes(ImageShape shape, int size) implements LabelledImages {
  /** In which pixels are the numbers. */
  static final ValueRange BYTES = new ValueRange(0, 255);

  static Threes of(ImageShape shape, int size) {
    return new Threes(shape, size);
  }

  @Override
  public int classes() {
    return 3;
  }

  @Override
  public int label(int index) {
    return index % 3;
  }

  @Override
  public void read(int index, byte[] target, int offset) {
    Arrays.fill(target, offset, offset + shape.size(), (byte) index);
  }
}
