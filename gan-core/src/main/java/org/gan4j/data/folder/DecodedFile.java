package org.gan4j.data.folder;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.gan4j.ImageShape;
import org.gan4j.data.MappedImages;

/**
 * The decoded images of a folder in one file: all pixels, then what they are, then 16 bytes that
 * say how long that is and what its checksum is.
 *
 * @param shape of each image
 * @param size how many there are
 * @param checksum of the pixels, CRC-32C
 * @param seen what else is to be known of them
 */
record DecodedFile(ImageShape shape, int size, long checksum, Seen seen) {
  /** To be changed whenever the same files are to give other pixels, or another layout. */
  static final String FORMAT = "gan4j decoded images 2";

  private static final int END = 16;
  private static final int MOST_ABOUT = 1 << 26;

  /** Writes pixels. */
  interface Pixels {
    /** Hands all of them over, and returns what was seen meanwhile. */
    Seen to(FolderDecoder.Sink sink) throws IOException;
  }

  /**
   * What was seen while the files were decoded.
   *
   * @param faults of files that are left out
   * @param looks of the others
   */
  record Seen(List<Fault> faults, FolderLooks looks) {
    private void write(DataOutput out) throws IOException {
      looks.write(out);
      out.writeInt(faults.size());
      for (Fault fault : faults) {
        fault.write(out);
      }
    }

    private static Seen read(DataInput in) throws IOException {
      FolderLooks looks = FolderLooks.read(in);
      List<Fault> faults = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        faults.add(Fault.read(in));
      }
      return new Seen(faults, looks);
    }
  }

  /**
   * Writes a file.
   *
   * @param file that is not there
   */
  static void write(Path file, ImageShape shape, Pixels pixels) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 20);
      CRC32C checksum = new CRC32C();
      int[] size = {0};
      Seen seen =
          pixels.to(
              image -> {
                checksum.update(image);
                out.write(image);
                size[0]++;
              });
      byte[] about = new DecodedFile(shape, size[0], checksum.getValue(), seen).bytes();
      CRC32C end = new CRC32C();
      end.update(about);
      out.write(about);
      out.write(ByteBuffer.allocate(END).putLong(about.length).putLong(end.getValue()).array());
      out.flush();
      channel.force(true);
    }
  }

  private byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(FORMAT);
    out.writeInt(shape.channels());
    out.writeInt(shape.height());
    out.writeInt(shape.width());
    out.writeInt(size);
    out.writeLong(checksum);
    seen.write(out);
    return bytes.toByteArray();
  }

  /**
   * Reads what a file holds.
   *
   * @throws IOException if it is not as it was written, but for its pixels, which are not read
   */
  static DecodedFile read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long length = channel.size();
      ByteBuffer end = part(channel, length - END, END);
      long about = end.getLong();
      require(about > 0 && about <= Math.min(MOST_ABOUT, length - END));
      byte[] bytes = part(channel, length - END - about, (int) about).array();
      CRC32C checksum = new CRC32C();
      checksum.update(bytes);
      require(checksum.getValue() == end.getLong());
      DecodedFile read = of(new DataInputStream(new ByteArrayInputStream(bytes)));
      require(length == read.pixels() + about + END);
      return read;
    }
  }

  private static ByteBuffer part(FileChannel channel, long from, int length) throws IOException {
    require(from >= 0);
    ByteBuffer bytes = ByteBuffer.allocate(length);
    int read = 0;
    while (read >= 0 && bytes.hasRemaining()) {
      read = channel.read(bytes, from + bytes.position());
    }
    require(!bytes.hasRemaining());
    return bytes.flip();
  }

  private static DecodedFile of(DataInputStream in) throws IOException {
    require(in.readUTF().equals(FORMAT));
    ImageShape shape = new ImageShape(in.readInt(), in.readInt(), in.readInt());
    int size = in.readInt();
    long checksum = in.readLong();
    return new DecodedFile(shape, size, checksum, Seen.read(in));
  }

  private static void require(boolean right) throws IOException {
    if (!right) {
      throw new IOException("it is damaged");
    }
  }

  private long pixels() {
    return (long) size * shape.size();
  }

  /**
   * Returns the images, which stay in the file.
   *
   * @throws IOException if a pixel is not as it was written
   */
  MappedImages images(Path file) throws IOException {
    MappedImages images = MappedImages.open(file, shape, size, 0);
    require(images.checksum() == checksum);
    return images;
  }
}
