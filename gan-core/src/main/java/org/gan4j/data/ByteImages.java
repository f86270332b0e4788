package org.gan4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Objects;
import org.gan4j.ImageShape;

/**
 * Images in memory, one byte for each value: the 60,000 images of MNIST take 47 MB. Immutable as
 * long as nobody writes to the array it was made from.
 */
public final class ByteImages implements ImageSet {
  private final ImageShape shape;
  private final byte[] pixels;
  private final int size;

  private ByteImages(ImageShape shape, byte[] pixels, int size) {
    this.shape = shape;
    this.pixels = pixels;
    this.size = size;
  }

  /**
   * {@return images over an array, which is used as it is and not copied, because it may be most of
   * the memory: do not write to it afterwards}
   *
   * @param shape the shape of every image
   * @param pixels image after image, each channel by channel, row by row, as unsigned bytes
   * @throws IllegalArgumentException if there is no image, or the last one is incomplete
   */
  public static ByteImages of(ImageShape shape, byte[] pixels) {
    checkArgument(pixels.length > 0, "an image set needs at least one image, not 0 bytes");
    checkArgument(
        pixels.length % shape.size() == 0,
        "%s bytes are no whole number of %s images, which have %s bytes each",
        pixels.length,
        shape,
        shape.size());
    return new ByteImages(shape, pixels, pixels.length / shape.size());
  }

  /**
   * {@return the first images of an array that may have room for more}
   *
   * @param shape the shape of every image
   * @param pixels as for {@link #of(ImageShape, byte[])}
   * @param size how many images
   */
  public static ByteImages of(ImageShape shape, byte[] pixels, int size) {
    return new ByteImages(shape, pixels, size);
  }

  /**
   * {@return these images with their classes}
   *
   * @param labels the class of each image, as an unsigned byte below {@code classes}; copied
   * @param classes how many classes there are, 1 to 256
   * @throws IllegalArgumentException if there is not one label for each image, or one is out of
   *     range
   */
  public LabelledImages labelled(byte[] labels, int classes) {
    checkArgument(
        classes >= 1 && classes <= 256, "labels in bytes tell 1 to 256 classes, not %s", classes);
    ImmutableIntArray.Builder numbers = ImmutableIntArray.builder(labels.length);
    for (byte label : labels) {
      numbers.add(Byte.toUnsignedInt(label));
    }
    return new LabelledSet(this, numbers.build(), classes);
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void read(int index, byte[] target, int offset) {
    Objects.checkIndex(index, size);
    System.arraycopy(pixels, index * shape.size(), target, offset, shape.size());
  }
}
