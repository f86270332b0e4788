package org.gan4j.data.folder;

import java.awt.image.BufferedImage;

/**
 * A decoded picture.
 *
 * @param image as it is stored
 * @param orientation how it has to be turned to be seen
 */
record Picture(BufferedImage image, Orientation orientation) {
  /** {@return the height in pixels, as it is seen} */
  int height() {
    return orientation.swaps() ? image.getWidth() : image.getHeight();
  }

  /** {@return the width in pixels, as it is seen} */
  int width() {
    return orientation.swaps() ? image.getHeight() : image.getWidth();
  }
}
