package org.gan4j.data;

/** Which image is drawn when: a function of the position alone, so a run can go on from there. */
interface DrawOrder {
  /**
   * {@return the index of an image}
   *
   * @param position how many images were drawn before
   */
  int index(long position);
}
