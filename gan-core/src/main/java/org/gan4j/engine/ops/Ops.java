package org.gan4j.engine.ops;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Calls of ND4J's native ops that write their results into given arrays. */
final class Ops {
  private Ops() {}

  /** Runs an op that takes whole numbers as arguments, or none. */
  static void run(String name, INDArray[] inputs, INDArray[] outputs, int... arguments) {
    Nd4j.exec(
        DynamicCustomOp.builder(name)
            .addInputs(inputs)
            .addOutputs(outputs)
            .addIntegerArguments(arguments)
            .build());
  }

  /** Runs an op that takes a number as an argument too. */
  static void run(
      String name, double argument, INDArray[] inputs, INDArray[] outputs, int... arguments) {
    Nd4j.exec(
        DynamicCustomOp.builder(name)
            .addInputs(inputs)
            .addOutputs(outputs)
            .addFloatingPointArguments(argument)
            .addIntegerArguments(arguments)
            .build());
  }

  static INDArray[] of(INDArray... arrays) {
    return arrays;
  }

  /** Multiplies two matrices, either of them transposed first if asked for. */
  static void multiply(
      INDArray left, boolean leftTransposed, INDArray right, boolean rightTransposed, INDArray to) {
    run("matmul", of(left, right), of(to), leftTransposed ? 1 : 0, rightTransposed ? 1 : 0, 0);
  }

  /** Sums all but the second dimension: over the batch, and over the pixels if there are some. */
  static void sumOfChannels(INDArray values, INDArray sums) {
    run("reduce_sum", of(values), of(sums), exceptChannels(values));
  }

  /** Returns the dimensions of the batch and of the pixels. */
  static int[] exceptChannels(INDArray values) {
    return values.rank() == 2 ? new int[] {0} : new int[] {0, 2, 3};
  }

  /** Adds a number for each channel, in place. */
  static void addBias(INDArray values, INDArray bias) {
    Nd4j.exec(
        DynamicCustomOp.builder("biasadd")
            .addInputs(values, bias)
            .addOutputs(values)
            .addBooleanArguments(true) // channels are the second dimension
            .build());
  }

  /** Returns a view with one dimension. */
  static INDArray flat(INDArray vector) {
    return vector.reshape(vector.length());
  }
}
