package org.gan4j.data;

/** How an image of one ratio of the sides comes into another. */
enum Fit {
  /** What sticks out is cut off, the middle is kept. */
  CROP {
    @Override
    double window(int side, int otherSide, int newSide, int newOtherSide) {
      return Math.min(side, (double) otherSide * newSide / newOtherSide);
    }
  },

  /** All is kept, and distorted. */
  STRETCH {
    @Override
    double window(int side, int otherSide, int newSide, int newOtherSide) {
      return side;
    }
  };

  /** {@return how many pixels of a side are kept} */
  abstract double window(int side, int otherSide, int newSide, int newOtherSide);

  /** {@return what becomes of the columns} */
  Taps columns(int height, int width, int newHeight, int newWidth) {
    return Taps.of(width, window(width, height, newWidth, newHeight), newWidth);
  }

  /** {@return what becomes of the rows} */
  Taps rows(int height, int width, int newHeight, int newWidth) {
    return Taps.of(height, window(height, width, newHeight, newWidth), newHeight);
  }
}
