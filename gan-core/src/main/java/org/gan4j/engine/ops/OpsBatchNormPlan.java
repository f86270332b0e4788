package org.gan4j.engine.ops;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.RunningStatistics;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** BatchNorm of {@code [batch, size]} or of channels, without the activation. */
final class OpsBatchNormPlan implements OpsPlan {
  private static final String GAMMA = BatchNormalizationParamInitializer.GAMMA;
  private static final String BETA = BatchNormalizationParamInitializer.BETA;

  /** With gamma, with beta, along the second dimension. */
  private static final int[] ARGUMENTS = {1, 1, 1};

  private final Operation.BatchNorm layer;
  private final RunningStatistics running;
  private final boolean training;
  private final INDArray mean;
  private final INDArray variance;
  private final Buffer output;
  private final Buffer atInput;
  private final Buffer product;
  private final Buffer atGamma;
  private final Buffer atBeta;
  private final INDArray ones;
  private final INDArray zeros;
  private INDArray input;

  private OpsBatchNormPlan(
      Operation.BatchNorm layer, DataType type, long[] shape, boolean training) {
    checkArgument(
        (shape.length == 2 || shape.length == 4) && shape[1] == layer.size(),
        "a BatchNorm of %s values or channels cannot take %s",
        layer.size(),
        Arrays.toString(shape));
    this.layer = layer;
    this.running = new RunningStatistics(layer);
    this.training = training;
    this.mean = training ? new Buffer(type, layer.size()).get() : running.mean();
    this.variance = new Buffer(type, layer.size()).get();
    this.output = new Buffer(type, shape);
    this.atInput = new Buffer(type, shape);
    this.product = new Buffer(type, shape);
    this.atGamma = new Buffer(type, layer.size());
    this.atBeta = new Buffer(type, layer.size());
    this.ones = new Buffer(type, layer.size()).get().assign(1);
    this.zeros = new Buffer(type, layer.size()).get().assign(0);
  }

  static OpsNode.Planner planner(Operation.BatchNorm layer) {
    return (type, input, training) -> new OpsBatchNormPlan(layer, type, input, training);
  }

  @Override
  public INDArray forward(INDArray values) {
    input = values;
    if (training) {
      Ops.run("moments", Ops.of(values), Ops.of(mean, variance), Ops.exceptChannels(values));
    } else {
      running.variance(variance);
    }
    normalise(values, mean, parameter(GAMMA), parameter(BETA), output.get());
    return output.get();
  }

  /** Computes {@code gamma (values - mean) / sqrt(variance + epsilon) + beta}. */
  private void normalise(
      INDArray values, INDArray around, INDArray gamma, INDArray beta, INDArray to) {
    Ops.run(
        "batchnorm",
        layer.epsilon(),
        Ops.of(values, around, variance, gamma, beta),
        Ops.of(to),
        ARGUMENTS);
  }

  private INDArray parameter(String name) {
    return Ops.flat(layer.arrays().parameter(name));
  }

  private INDArray gradient(String name) {
    return Ops.flat(layer.arrays().gradient(name));
  }

  /**
   * Brings a gradient back in few passes over the values, each of them an op that is fast: {@code
   * batchnorm_bp} is slow, and in double precision its result is another.
   */
  @Override
  public INDArray backward(INDArray gradient, Wanted wanted) {
    normalise(input, mean, ones, zeros, product.get());
    Ops.sumOfChannels(product.get().muli(gradient), atGamma.get());
    Ops.sumOfChannels(gradient, atBeta.get());
    if (wanted.parameters()) {
      gradient(GAMMA).assign(atGamma.get());
      gradient(BETA).assign(atBeta.get());
      running.move(mean, variance);
    }
    if (wanted.input()) {
      toInput(gradient);
    }
    return atInput.get();
  }

  /**
   * Takes off the gradient what goes through the batch's mean and variance, and brings the rest
   * through the scaling.
   */
  private void toInput(INDArray gradient) {
    double shared = -1.0 * layer.size() / gradient.length();
    INDArray rest = product.get();
    normalise(input, mean, atGamma.get().muli(shared), atBeta.get().muli(shared), rest);
    normalise(rest.addi(gradient), zeros, parameter(GAMMA), zeros, atInput.get());
  }
}
