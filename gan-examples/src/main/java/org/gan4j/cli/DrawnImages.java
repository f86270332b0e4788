package org.gan4j.cli;

import static com.google.common.base.Preconditions.checkArgument;

import org.gan4j.data.ByteImages;
import org.gan4j.metrics.ImageStream;

/** Images that are drawn to be used more than once. */
final class DrawnImages {
  private static final int AT_ONCE = 256; // bounds the memory that the layers' outputs take

  private DrawnImages() {}

  /**
   * Returns all images of a stream, in memory.
   *
   * @throws IllegalArgumentException if they are too many for one array
   */
  static ByteImages of(ImageStream stream) {
    int size = stream.shape().size();
    long bytes = (long) stream.size() * size;
    checkArgument(
        bytes <= Integer.MAX_VALUE - 8,
        "%s images of %s are too many to be drawn at once: %s bytes do not fit into one array",
        stream.size(),
        stream.shape(),
        bytes);
    byte[] pixels = new byte[(int) bytes];
    for (int from = 0; from < stream.size(); from += AT_ONCE) {
      byte[] some = stream.next(Math.min(AT_ONCE, stream.size() - from));
      System.arraycopy(some, 0, pixels, from * size, some.length);
    }
    return ByteImages.of(stream.shape(), pixels);
  }
}
