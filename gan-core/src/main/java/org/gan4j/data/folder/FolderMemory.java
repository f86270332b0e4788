package org.gan4j.data.folder;

import java.nio.file.Path;
import org.gan4j.Advice;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.Message;

/**
 * What the images of a folder take.
 *
 * @param shape of each
 * @param count how many there are
 */
record FolderMemory(Path folder, ImageShape shape, int count) {
  /** The longest array that a Java virtual machine is sure to allow. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  /** Four samples of 16 bits, and what a decoder takes beside them. */
  private static final int BYTES_OF_A_PIXEL = 16;

  /**
   * {@return an array that they all fit in}
   *
   * @throws GanException if no array is that long
   * @throws OutOfMemoryError if this one is too long for Java's heap
   */
  byte[] allocate() {
    if (bytes() > MAX_BYTES) {
      throw tooLarge(
          Message.of(
              "2,147 MB are possible: choose a smaller size (%s), or keep them in a file (cached())",
              Advice.IMAGE_SIZE),
          null);
    }
    return new byte[(int) bytes()];
  }

  /** {@return the exception for a heap that they do not fit into} */
  GanException lacking(OutOfMemoryError cause) {
    return tooLarge(Message.of("Java has %s", heap()), cause);
  }

  /** {@return the exception for a heap that cannot hold one more, while it is decoded} */
  GanException lacking(Path file, OutOfMemoryError cause) {
    String name = FolderFiles.name(folder, file);
    return tooLarge(
        Message.of("decoding %s takes more beside them; Java has %s", name, heap()), cause);
  }

  /** {@return whether a picture fits into what is free, however its pixels are stored} */
  boolean canDecode(ImageFile.Header header) {
    Runtime java = Runtime.getRuntime();
    long free = java.maxMemory() - java.totalMemory() + java.freeMemory();
    return (long) header.height() * header.width() * BYTES_OF_A_PIXEL < free;
  }

  private static Message heap() {
    return Message.of(
        "%,d MB in all: choose a smaller size (%s), or give Java more (%s)",
        Runtime.getRuntime().maxMemory() / 1_000_000, Advice.IMAGE_SIZE, Advice.HEAP);
  }

  private GanException tooLarge(Message limit, Throwable cause) {
    return new GanException(
        Message.of(
            "the %d images of %s in %s take %,d MB of memory, and %s.",
            count, shape, folder, bytes() / 1_000_000, limit),
        cause);
  }

  /** {@return how many bytes they are} */
  long bytes() {
    return (long) count * shape.size();
  }
}
