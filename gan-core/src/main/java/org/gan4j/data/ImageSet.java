package org.gan4j.data;

import org.gan4j.ImageShape;

/**
 * Images that can be read in any order, each as bytes. Implementations are safe to read from
 * several threads at once.
 */
public interface ImageSet {
  /** {@return the shape of every image} */
  ImageShape shape();

  /** {@return how many images there are, at least 1} */
  int size();

  /**
   * Copies one image's pixels, channel by channel, row by row: {@code shape().size()} bytes, each
   * an unsigned number from 0 (black) to 255 (white).
   *
   * @param index which image, from 0 to {@code size() - 1}
   * @param target where to copy to
   * @param offset where in {@code target} the image begins
   * @throws IndexOutOfBoundsException if there is no such image, or no room for it
   */
  void read(int index, byte[] target, int offset);
}
