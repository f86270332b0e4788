package org.gan4j.data.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the orientation that a camera has noted, in the first directory of the notes: the second is
 * that of the small picture in them. Notes that are damaged are none.
 */
final class Exif {
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;
  private static final int TIFF_VERSION = 42;
  private static final String JPEG_MARK = "Exif\0\0";
  private static final int JPEG_NOTES = 0xe1;
  private static final int JPEG_SCAN = 0xda;

  private final FileChannel file;

  private Exif(FileChannel file) {
    this.file = file;
  }

  /** {@return how a picture has to be turned; normal if nothing is noted} */
  static Orientation orientation(Path path, PictureFormat format) {
    try (FileChannel channel = FileChannel.open(path)) {
      Exif exif = new Exif(channel);
      Optional<Long> notes =
          switch (format) {
            case JPEG -> exif.inJpeg();
            case PNG -> exif.inChunks(8, "eXIf", ByteOrder.BIG_ENDIAN);
            case WEBP -> exif.inChunks(12, "EXIF", ByteOrder.LITTLE_ENDIAN);
            case TIFF -> Optional.of(0L);
            default -> Optional.empty();
          };
      return notes.isEmpty() ? Orientation.NORMAL : exif.inTiff(notes.get());
    } catch (IOException | IllegalArgumentException e) { // past the end, or before the beginning
      return Orientation.NORMAL;
    }
  }

  private Optional<Long> inJpeg() throws IOException {
    long at = 2;
    while (true) {
      ByteBuffer segment = at(at, 4);
      int marker = segment.getShort() & 0xff;
      if (marker == 0xff) { // filled up with these
        at++;
      } else if (marker == JPEG_SCAN) {
        return Optional.empty();
      } else if (marker == JPEG_NOTES && text(at + 4, JPEG_MARK.length()).equals(JPEG_MARK)) {
        return Optional.of(at + 4 + JPEG_MARK.length());
      } else {
        at += 2 + (segment.getShort() & 0xffff);
      }
    }
  }

  /** Looks through the chunks of a PNG, length, name, content, sum, or of a WebP: name first. */
  private Optional<Long> inChunks(long first, String name, ByteOrder order) throws IOException {
    boolean png = order == ByteOrder.BIG_ENDIAN;
    long at = first;
    while (at < file.size()) {
      long length = Integer.toUnsignedLong(at(png ? at : at + 4, 4).order(order).getInt());
      if (text(png ? at + 4 : at, 4).equals(name)) {
        boolean marked = text(at + 8, JPEG_MARK.length()).equals(JPEG_MARK); // by some programs
        return Optional.of(at + 8 + (marked ? JPEG_MARK.length() : 0));
      }
      at += 8 + length + (png ? 4 : length % 2);
    }
    return Optional.empty();
  }

  private Orientation inTiff(long start) throws IOException {
    String byteOrder = text(start, 2);
    ByteOrder order = byteOrder.equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    ByteBuffer header = at(start + 2, 6).order(order);
    if (header.getShort() != TIFF_VERSION) {
      return Orientation.NORMAL;
    }
    long directory = start + Integer.toUnsignedLong(header.getInt());
    int entries = at(directory, 2).order(order).getShort() & 0xffff;
    for (int i = 0; i < entries; i++) {
      ByteBuffer entry = at(directory + 2 + (long) i * ENTRY, ENTRY).order(order);
      if ((entry.getShort(0) & 0xffff) == TAG) {
        return Orientation.of(entry.getShort(2) == SHORT ? entry.getShort(8) : entry.getInt(8));
      }
    }
    return Orientation.NORMAL;
  }

  private String text(long position, int length) throws IOException {
    return new String(at(position, length).array(), ISO_8859_1);
  }

  private ByteBuffer at(long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      int read = file.read(bytes, position + bytes.position());
      if (read < 0) {
        throw new EOFException();
      }
    }
    return bytes.flip();
  }
}
