package org.gan4j.data.folder;

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
  ResamplingWeights columns(int height, int width, int newHeight, int newWidth) {
    return ResamplingWeights.of(width, window(width, height, newWidth, newHeight), newWidth);
  }

  /** {@return what becomes of the rows} */
  ResamplingWeights rows(int height, int width, int newHeight, int newWidth) {
    return ResamplingWeights.of(height, window(height, width, newHeight, newWidth), newHeight);
  }
}
