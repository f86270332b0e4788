package org.gan4j.train;

import org.gan4j.Generator;
import org.gan4j.Resumable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Images that a generator has made, and how many training passes it had made then.
 *
 * @param images that came out
 * @param passes of the generator, 0 of one that does not count them
 */
record DrawnImages(INDArray images, long passes) {
  static final DrawnImages NONE = new DrawnImages(Nd4j.empty(), -1);

  DrawnImages(INDArray images, Generator generator) {
    this(images, passes(generator));
  }

  private static long passes(Generator generator) {
    return generator instanceof Resumable counting ? counting.position() : 0;
  }

  /**
   * Returns whether an array is this very one, whatever is in it now, and the generator can still
   * learn from them.
   */
  boolean areLastOf(Generator generator, INDArray others) {
    return others == images && passes == passes(generator);
  }
}
