package org.gan4j.image;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import org.gan4j.ImageShape;
import org.gan4j.SampleShape;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes images as one NumPy file of bytes, {@code [count, height, width]} for grey ones, {@code
 * [count, height, width, channels]} for others, batch after batch, so there may be any number of
 * them. Each byte is {@link ValueRange#toPixel} of its value. Samples that are no images are
 * written as they are, {@code [count, size]} numbers of 32 bits. Immutable.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the format,
 *     of which this is version 1.0</a>
 */
public final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  private final SampleShape shape;
  private final ValueRange range;

  private NpyFile(SampleShape shape, ValueRange range) {
    this.shape = shape;
    this.range = range;
  }

  /**
   * {@return a writer of images, or of other samples}
   *
   * @param shape of every one
   * @param range the values of black and white in the images
   */
  public static NpyFile of(SampleShape shape, ValueRange range) {
    return new NpyFile(shape, range);
  }

  /**
   * Writes the file. Folders that are missing are made; an existing file is replaced in one step,
   * when all images are written.
   *
   * @param batches arrays {@code [n, channels, height, width]} or {@code [n, size]}; each is closed
   *     when it is written
   * @param count how many images they hold in all, at least 1
   * @param npy the file
   * @throws IllegalArgumentException if a batch has another shape, or there are more images or
   *     fewer than {@code count}
   * @throws org.gan4j.GanException if the file cannot be written
   */
  public void write(Iterator<INDArray> batches, int count, Path npy) {
    checkArgument(count >= 1, "an array of images has at least 1 image, not %s", count);
    PictureFile.write(npy, out -> encode(batches, count, out));
  }

  private void encode(Iterator<INDArray> batches, int count, OutputStream out) throws IOException {
    out.write(header(count));
    long written = 0;
    while (batches.hasNext()) {
      try (INDArray batch = batches.next()) {
        out.write(bytes(batch));
        written += batch.size(0);
      }
    }
    checkArgument(written == count, "%s images were announced, and %s came", count, written);
  }

  private byte[] header(int count) {
    String type = shape instanceof ImageShape ? "|u1" : "<f4";
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, sizes(count));
    int before = MAGIC.length + Short.BYTES;
    int size = (before + text.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT; // room for the \n
    String padded = text + " ".repeat(size - before - text.length() - 1) + "\n";
    return ByteBuffer.allocate(size)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) padded.length())
        .put(padded.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  private String sizes(int count) {
    if (!(shape instanceof ImageShape image)) {
      return String.format(Locale.ROOT, "%d, %d", count, shape.size());
    }
    String sizes = String.format(Locale.ROOT, "%d, %d, %d", count, image.height(), image.width());
    return image.channels() == 1 ? sizes : sizes + ", " + image.channels();
  }

  private byte[] bytes(INDArray batch) {
    checkArgument(
        Arrays.equals(batch.shape(), shape.batch(batch.size(0))),
        "%s of %s were expected, not an array of shape %s",
        shape instanceof ImageShape ? "images" : "samples",
        shape,
        Arrays.toString(batch.shape()));
    float[] values = ImageGrid.copy(batch);
    return shape instanceof ImageShape image ? pixels(values, image) : numbers(values);
  }

  private static byte[] numbers(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** With the channels of a pixel side by side. */
  private byte[] pixels(float[] values, ImageShape image) {
    byte[] pixels = new byte[values.length];
    int channels = image.channels();
    int plane = image.height() * image.width();
    for (int i = 0; i < pixels.length; i++) {
      int pixel = i / channels; // counted over all images
      int at = (pixel / plane * channels + i % channels) * plane + pixel % plane;
      pixels[i] = (byte) range.toPixel(values[at]);
    }
    return pixels;
  }
}
