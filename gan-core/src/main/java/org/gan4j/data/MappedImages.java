package org.gan4j.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.gan4j.GanException;
import org.gan4j.ImageShape;

/**
 * Images of one byte a value that stay in their file, which the system reads as they are wanted:
 * they take none of Java's memory. The file must not become shorter as long as they are used.
 *
 * <p>Internal to gan4j: public for the packages that read such files.
 */
public final class MappedImages implements ImageSet {
  /** Of one mapping, which can have 2 GB at most. */
  private static final int MAX_BYTES = 1 << 30;

  private final ImageShape shape;
  private final int size;
  private final int imagesInPart;
  private final List<ByteBuffer> parts;

  private MappedImages(ImageShape shape, int size, int imagesInPart, List<ByteBuffer> parts) {
    this.shape = shape;
    this.size = size;
    this.imagesInPart = imagesInPart;
    this.parts = parts;
  }

  /**
   * {@return the images of a file that has been checked, from a byte of it on}
   *
   * @param file that has been checked
   * @param shape of every image
   * @param size how many images
   * @param start where the first begins, in bytes
   * @throws GanException if it cannot be read
   */
  public static MappedImages open(Path file, ImageShape shape, int size, long start) {
    return open(file, shape, size, start, Math.max(1, MAX_BYTES / shape.size()));
  }

  static MappedImages open(Path file, ImageShape shape, int size, long start, int imagesInPart) {
    List<ByteBuffer> parts = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file)) {
      for (int first = 0; first < size; first += Math.min(imagesInPart, size - first)) {
        long bytes = (long) Math.min(imagesInPart, size - first) * shape.size();
        parts.add(channel.map(MapMode.READ_ONLY, start + (long) first * shape.size(), bytes));
      }
    } catch (IOException e) {
      throw new GanException("%s cannot be mapped into memory: %s".formatted(file, e), e);
    }
    return new MappedImages(shape, size, imagesInPart, parts);
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
    int first = index % imagesInPart * shape.size();
    parts.get(index / imagesInPart).get(first, target, offset, shape.size());
  }

  /** {@return a checksum of all pixels, CRC-32C, for which the whole file is read} */
  public long checksum() {
    CRC32C checksum = new CRC32C();
    parts.forEach(part -> checksum.update(part.duplicate()));
    return checksum.getValue();
  }
}
