package org.gan4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.gan4j.ImageShape;

/**
 * Images with a border that makes them larger, as models need that work in sizes such as 32 x 32:
 * the image in the middle, and where the border cannot be the same on both sides, one pixel less
 * before than after.
 */
public final class PaddedImages implements ImageSet {
  private final ImageSet images;
  private final ImageShape shape;
  private final byte background;

  private PaddedImages(ImageSet images, ImageShape shape, byte background) {
    this.images = images;
    this.shape = shape;
    this.background = background;
  }

  /**
   * {@return images with a black border, which continues the background of MNIST and of "Quick,
   * Draw!"}
   *
   * @param images what is padded
   * @param height of the padded images, in pixels, at least that of the images
   * @param width of the padded images, in pixels, at least that of the images
   * @throws IllegalArgumentException if a side is below that of the images
   */
  public static PaddedImages of(ImageSet images, int height, int width) {
    return of(images, height, width, 0);
  }

  /**
   * {@return images with a border}
   *
   * @param images what is padded
   * @param height of the padded images, in pixels, at least that of the images
   * @param width of the padded images, in pixels, at least that of the images
   * @param background every value of the border, 0 (black) to 255 (white)
   * @throws IllegalArgumentException if a side is below that of the images, or the background is
   *     not from 0 to 255
   */
  public static PaddedImages of(ImageSet images, int height, int width, int background) {
    ImageShape inner = images.shape();
    checkArgument(
        height >= inner.height() && width >= inner.width(),
        "images of %s x %s pixels cannot be padded to %s x %s; choose a size that is not smaller",
        inner.height(),
        inner.width(),
        height,
        width);
    checkArgument(
        background >= 0 && background <= 255,
        "the background is a number from 0 (black) to 255 (white), not %s",
        background);
    return new PaddedImages(
        images, new ImageShape(inner.channels(), height, width), (byte) background);
  }

  /**
   * {@return images with a black border, and with their classes}
   *
   * @param images what is padded
   * @param height of the padded images, in pixels, at least that of the images
   * @param width of the padded images, in pixels, at least that of the images
   * @throws IllegalArgumentException if a side is below that of the images
   */
  public static LabelledImages of(LabelledImages images, int height, int width) {
    return of(images, height, width, 0);
  }

  /**
   * {@return images with a border, and with their classes}
   *
   * @param images what is padded
   * @param height of the padded images, in pixels, at least that of the images
   * @param width of the padded images, in pixels, at least that of the images
   * @param background every value of the border, 0 (black) to 255 (white)
   * @throws IllegalArgumentException if a side is below that of the images, or the background is
   *     not from 0 to 255
   */
  public static LabelledImages of(LabelledImages images, int height, int width, int background) {
    return new LabelledView(of((ImageSet) images, height, width, background), images);
  }

  /**
   * {@return images with a black border, and with their classes if these are known}
   *
   * @param images what is padded
   * @param height of the padded images, in pixels, at least that of the images
   * @param width of the padded images, in pixels, at least that of the images
   * @throws IllegalArgumentException if a side is below that of the images
   */
  public static ImageSet withLabels(ImageSet images, int height, int width) {
    return images instanceof LabelledImages labelled
        ? of(labelled, height, width)
        : of(images, height, width);
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public void read(int index, byte[] target, int offset) {
    byte[] pixels = new byte[images.shape().size()];
    images.read(index, pixels, 0);
    Arrays.fill(target, offset, offset + shape.size(), background);
    for (int channel = 0; channel < shape.channels(); channel++) {
      copy(pixels, channel, target, offset);
    }
  }

  private void copy(byte[] pixels, int channel, byte[] target, int offset) {
    int height = images.shape().height();
    int width = images.shape().width();
    int top = (shape.height() - height) / 2;
    int left = (shape.width() - width) / 2;
    for (int row = 0; row < height; row++) {
      int from = (channel * height + row) * width;
      int to = offset + (channel * shape.height() + top + row) * shape.width() + left;
      System.arraycopy(pixels, from, target, to, width);
    }
  }
}
