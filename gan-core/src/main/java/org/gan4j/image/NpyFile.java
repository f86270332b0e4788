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
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes images as one NumPy file of bytes, {@code [count, height, width]} for grey ones, {@code
 * [count, height, width, channels]} for others, batch after batch, so there may be any number of
 * them. Each byte is {@link ValueRange#toPixel} of its value. Immutable.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the format,
 *     of which this is version 1.0</a>
 */
public final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  private final ImageShape shape;
  private final ValueRange range;

  private NpyFile(ImageShape shape, ValueRange range) {
    this.shape = shape;
    this.range = range;
  }

  /**
   * {@return a writer of images}
   *
   * @param shape of every image
   * @param range the values of black and white in the images
   */
  public static NpyFile of(ImageShape shape, ValueRange range) {
    return new NpyFile(shape, range);
  }

  /**
   * Writes the file. Folders that are missing are made; an existing file is replaced in one step,
   * when all images are written.
   *
   * @param batches arrays {@code [n, channels, height, width]}; each is closed when it is written
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
        out.write(pixels(batch));
        written += batch.size(0);
      }
    }
    checkArgument(written == count, "%s images were announced, and %s came", count, written);
  }

  private byte[] header(int count) {
    String sizes = String.format(Locale.ROOT, "%d, %d, %d", count, shape.height(), shape.width());
    String all = shape.channels() == 1 ? sizes : sizes + ", " + shape.channels();
    String text = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + all + "), }";
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

  /** With the channels of a pixel side by side. */
  private byte[] pixels(INDArray images) {
    checkArgument(
        images.rank() == 4 && Arrays.equals(images.shape(), shape.batch(images.size(0))),
        "images of %s were expected, not an array of shape %s",
        shape,
        Arrays.toString(images.shape()));
    float[] values = ImageGrid.copy(images);
    byte[] pixels = new byte[values.length];
    int channels = shape.channels();
    int plane = shape.height() * shape.width();
    for (int i = 0; i < pixels.length; i++) {
      int pixel = i / channels; // counted over all images
      int at = (pixel / plane * channels + i % channels) * plane + pixel % plane;
      pixels[i] = (byte) range.toPixel(values[at]);
    }
    return pixels;
  }
}
