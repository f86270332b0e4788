package org.gan4j.data.folder;

/** What is seen of a picture's pixels while they are read. */
final class PixelFacts {
  private boolean transparent;
  private boolean coloured;
  private float least16 = Float.POSITIVE_INFINITY;
  private float most16 = -1;

  /** Looks at a pixel: red, green and blue times its alpha, which is from 0 to 1. */
  void add(float[] pixel, float alpha) {
    transparent |= alpha < 1;
    coloured |= pixel[0] != pixel[1] || pixel[1] != pixel[2];
  }

  /** Looks at a sample of 16 bits. */
  void sample16(float sample) {
    least16 = Math.min(least16, sample);
    most16 = Math.max(most16, sample);
  }

  /** {@return whether a background was seen through a pixel} */
  boolean transparent() {
    return transparent;
  }

  /** {@return whether a pixel was not grey} */
  boolean coloured() {
    return coloured;
  }

  /** {@return whether there was a sample of 16 bits} */
  boolean has16Bits() {
    return most16 >= 0;
  }

  /** {@return the least sample of 16 bits} */
  int least16() {
    return (int) least16;
  }

  /** {@return the greatest sample of 16 bits} */
  int most16() {
    return (int) most16;
  }
}
