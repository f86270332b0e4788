package org.gan4j.data;

/** Images of known classes. */
public interface LabelledImages extends ImageSet {
  /** {@return how many classes there are, at least 1} */
  int classes();

  /**
   * {@return the class of one image, from 0 to {@code classes() - 1}}
   *
   * @param index which image, from 0 to {@code size() - 1}
   * @throws IndexOutOfBoundsException if there is no such image
   */
  int label(int index);
}
