package org.gan4j.augment;

/** One alteration of one image, as it was drawn: an affine map of its values, in place. */
interface Change {
  /**
   * Alters an image.
   *
   * @param values of a batch, images one behind the other
   * @param at where the image begins
   */
  void alter(double[] values, int at);

  /**
   * Applies the adjoint of the map without its constant part: from the gradient at the altered
   * image to that at the image itself.
   *
   * @param values gradients of a batch
   * @param at where the image's begin
   */
  void back(double[] values, int at);
}
