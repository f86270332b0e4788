package org.gan4j.engine.plan;

import java.util.List;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/**
 * What a layer or vertex computes, without how. Images are {@code [batch, channels, height,
 * width]}.
 */
public sealed interface Operation {
  /** {@return the linear map in it: without a bias, and without the activation behind it} */
  default Operation linear() {
    return this;
  }

  /**
   * {@code activation(input · W + b)} of {@code [batch, in]}.
   *
   * @param arrays {@code W [in, out]} column by column, {@code b [1, out]} if there is a bias
   * @param bias whether there is one
   * @param activation what is applied to the sum
   */
  record Dense(LayerArrays arrays, boolean bias, IActivation activation) implements Operation {
    @Override
    public Operation linear() {
      return new Dense(arrays, false, new ActivationIdentity());
    }
  }

  /**
   * A convolution with its activation.
   *
   * @param arrays {@code W [out, in, height, width]} row by row, {@code b [1, out]} if there is a
   *     bias
   * @param bias whether there is one
   * @param window the kernel's
   * @param activation what is applied to the sum
   */
  record Convolution(LayerArrays arrays, boolean bias, Window window, IActivation activation)
      implements Operation {
    @Override
    public Convolution linear() {
      return new Convolution(arrays, false, window, new ActivationIdentity());
    }
  }

  /**
   * A transposed convolution with its activation.
   *
   * @param arrays {@code W [in, out, height, width]} row by row, {@code b [1, out]} if there is a
   *     bias
   * @param bias whether there is one
   * @param window the kernel's
   * @param activation what is applied to the sum
   */
  record TransposedConvolution(
      LayerArrays arrays, boolean bias, Window window, IActivation activation)
      implements Operation {
    @Override
    public Operation linear() {
      return new TransposedConvolution(arrays, false, window, new ActivationIdentity());
    }
  }

  /**
   * Every pixel repeated, then a convolution.
   *
   * @param upsampling how often
   * @param convolution with a stride of 1
   */
  record UpsampledConvolution(Upsampling upsampling, Convolution convolution) implements Operation {
    @Override
    public Operation linear() {
      return new UpsampledConvolution(upsampling, convolution.linear());
    }
  }

  /**
   * Every pixel repeated.
   *
   * @param height how often downwards
   * @param width how often to the right
   */
  record Upsampling(int height, int width) implements Operation {}

  /**
   * Pooling, then an activation.
   *
   * @param kind maximum, or which mean
   * @param window what is pooled
   * @param activation what is applied to the result
   */
  record Pooling(Kind kind, Window window, IActivation activation) implements Operation {
    /** A mean's: which values are the largest depends on all of them. */
    @Override
    public Operation linear() {
      return new Pooling(kind, window, new ActivationIdentity());
    }

    /** What becomes of the values in a window. */
    public enum Kind {
      /** The largest. */
      MAX,
      /** Their mean, the padding counted as zeros. */
      MEAN_WITH_PADDING,
      /** The mean of those inside the image. */
      MEAN
    }
  }

  /**
   * BatchNorm of {@code [batch, size]} or of channels, then an activation.
   *
   * @param arrays gamma, beta, mean, and var or log10stdev
   * @param size values or channels
   * @param decay of the running statistics
   * @param epsilon is added to the variance
   * @param logarithms whether the running variance is kept as log10 of its root
   * @param activation what is applied to the result
   */
  record BatchNorm(
      LayerArrays arrays,
      long size,
      double decay,
      double epsilon,
      boolean logarithms,
      IActivation activation)
      implements Operation {}

  /**
   * An activation by itself.
   *
   * @param function which
   */
  record Activation(IActivation function) implements Operation {}

  /**
   * Dropout, with the mask that DL4J would draw.
   *
   * @param kept the probability that a value is kept, and then divided by it
   */
  record Drop(double kept) implements Operation {}

  /**
   * The same values in another shape.
   *
   * @param example the sizes of one example
   */
  record Reshape(List<Long> example) implements Operation {}

  /** Arrays side by side along their second dimension. */
  record Merge() implements Operation {}

  /**
   * A part along the second dimension: columns of rows, channels of images.
   *
   * @param from the first, from 0
   * @param to the one behind the last
   */
  record Subset(int from, int to) implements Operation {}

  /**
   * Every value multiplied by the same number.
   *
   * @param factor which
   */
  record Scale(double factor) implements Operation {}

  /**
   * Arrays of one shape, value by value.
   *
   * @param function which
   */
  record ElementWise(Function function) implements Operation {
    /** What becomes of values in the same place. */
    public enum Function {
      /** Their sum. */
      ADD,
      /** The first less the second. */
      SUBTRACT,
      /** Their product. */
      PRODUCT,
      /** Their mean. */
      AVERAGE,
      /** The largest. */
      MAX
    }
  }

  /**
   * Rows of a matrix, chosen by {@code [batch, 1]} numbers, plus a bias, then an activation.
   *
   * @param arrays {@code W [rows, out]} column by column, {@code b [1, out]} if there is a bias
   * @param bias whether there is one
   * @param activation what is applied to the row
   */
  record Embedding(LayerArrays arrays, boolean bias, IActivation activation) implements Operation {}

  /** A channel more, which says how much the examples of a group differ: a batch has groups. */
  record Deviation() implements Operation {}

  /** The input as it is, because the next operation does this one's work too. */
  record Nothing() implements Operation {}

  /** Something that only Deeplearning4j's own code computes. */
  record Unknown() implements Operation {}
}
