package org.gan4j.engine.ops;

import org.gan4j.engine.plan.PhaseKernel;
import org.gan4j.engine.plan.Window;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The border of zeros around the images that a small convolution looks at. ND4J's ops know only
 * borders that are equal on opposite sides; others are laid around a copy, which may also lack
 * pixels that no window looks at.
 */
final class Frame {
  private final PhaseKernel down;
  private final PhaseKernel right;
  private final long[] input;
  private final boolean copied;
  private final Buffer framed;
  private final Buffer atFramed;
  private INDArray inside; // a view of the copy

  Frame(PhaseKernel down, PhaseKernel right, DataType type, long[] input) {
    this.down = down;
    this.right = right;
    this.input = input.clone();
    this.copied = !(even(down, input[2]) && even(right, input[3]));
    this.framed = new Buffer(type, shape());
    this.atFramed = new Buffer(type, shape());
  }

  private static boolean even(PhaseKernel kernel, long pixels) {
    return kernel.before() >= 0 && looked(kernel) == pixels + 2L * kernel.before();
  }

  /** Returns the pixels that windows look at. */
  private static long looked(PhaseKernel kernel) {
    return kernel.places() + kernel.size() - 1L;
  }

  /** Returns the shape of what {@link #around} returns. */
  long[] shape() {
    return copied ? new long[] {input[0], input[1], looked(down), looked(right)} : input.clone();
  }

  /** Returns the window that is to move over what {@link #around} returns. */
  Window window() {
    return new Window(axis(down), axis(right));
  }

  private Window.Axis axis(PhaseKernel kernel) {
    return new Window.Axis(kernel.size(), 1, 1, copied ? 0 : kernel.before(), false);
  }

  /** Returns images with a border, if it has to be part of them. */
  INDArray around(INDArray images) {
    if (!copied) {
      return images;
    }
    if (inside == null) {
      inside = framed.get().assign(0).get(all(), all(), to(down, input[2]), to(right, input[3]));
    }
    inside.assign(images.get(all(), all(), from(down, input[2]), from(right, input[3])));
    return framed.get();
  }

  /** Returns where the gradient at what {@link #around} returns is to be written. */
  INDArray gradient(INDArray atImages) {
    return copied ? atFramed.get() : atImages;
  }

  /** Writes that gradient, without the border, to where the one at the images is to be. */
  void takeOff(INDArray atImages) {
    if (copied) {
      atImages.assign(0);
      atImages
          .get(all(), all(), from(down, input[2]), from(right, input[3]))
          .assign(atFramed.get().get(all(), all(), to(down, input[2]), to(right, input[3])));
    }
  }

  private static INDArrayIndex all() {
    return NDArrayIndex.all();
  }

  /** Returns which pixels of the images windows look at. */
  private static INDArrayIndex from(PhaseKernel kernel, long pixels) {
    return NDArrayIndex.interval(
        Math.max(0, -kernel.before()), Math.min(pixels, looked(kernel) - kernel.before()));
  }

  /** Returns where these lie in the copy. */
  private static INDArrayIndex to(PhaseKernel kernel, long pixels) {
    return NDArrayIndex.interval(
        Math.max(0, kernel.before()), Math.min(looked(kernel), pixels + kernel.before()));
  }
}
