package org.gan4j.flow;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.NativeArrays;
import org.gan4j.Pass;
import org.gan4j.loss.GradientPenalty;
import org.gan4j.loss.ScoreLoss;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How steep scores are at the first input of the pass that gave them, and the gradient of what that
 * costs: exactly where the network has second derivatives; else of the slope of a secant, from one
 * side of each sample to the other along its own gradient, whose direction is taken as given.
 */
final class Slopes {
  /** Half of a secant, in the units of the samples. */
  private static final double REACH = 0.02;

  /** Below this there is no direction. */
  private static final double TINY = 1e-12;

  private final Pass pass;
  private final List<INDArray> inputs;
  private final int scores;
  private final GradientPenalty penalty;
  private double value;

  /**
   * Looks at a pass.
   *
   * @param scores which of its outputs
   */
  Slopes(Pass pass, List<INDArray> inputs, int scores, GradientPenalty penalty) {
    this.pass = pass;
    this.inputs = inputs;
    this.scores = scores;
    this.penalty = penalty;
  }

  /** Adds the gradients of the parameters, multiplied, to those that wait; returns the penalty. */
  double descend(double factor) {
    if (pass.goesBackTwice()) {
      twice(factor);
    } else {
      bySecants(factor);
    }
    return value;
  }

  private INDArray ones() {
    INDArray ones = pass.outputs().get(scores).dup('c');
    Nd4j.exec(DynamicCustomOp.builder("ones_as").addInputs(ones).addOutputs(ones).build());
    return ones;
  }

  /** Returns gradients at all outputs, of which there is one alone. */
  private INDArray[] at(INDArray gradient) {
    INDArray[] all = new INDArray[pass.outputs().size()];
    all[scores] = gradient;
    return all;
  }

  private void twice(double factor) {
    List<INDArray> along = new ArrayList<>();
    try (INDArray ones = ones()) {
      pass.backTwice(
          slopes -> {
            ScoreLoss loss = penalty.of(slopes.get(0));
            slopes.forEach(INDArray::close);
            value = loss.value();
            along.add(times(loss.gradient(), factor));
            inputs.stream().skip(1).forEach(given -> along.add(null));
            return along;
          },
          at(ones));
    }
    along.get(0).close();
  }

  private static INDArray times(INDArray array, double factor) {
    if (factor != 1) {
      Tape.multiply(array, factor);
    }
    return array;
  }

  private void bySecants(double factor) {
    try (INDArray ones = ones();
        INDArray step = step(ones);
        INDArray ahead = inputs.get(0).add(step);
        INDArray behind = inputs.get(0).sub(step)) {
      Pass above = over(ahead);
      Pass below = over(behind);
      INDArray slopes = slopes(above, below);
      try (ScoreLoss loss = penalty.of(slopes);
          INDArray gradient = spread(ones, loss.gradient(), factor / (2 * REACH))) {
        value = loss.value();
        above.accumulate(at(gradient));
        below.accumulate(at(gradient.negi()));
      }
      slopes.close();
      above.outputs().forEach(INDArray::close);
      below.outputs().forEach(INDArray::close);
    }
  }

  /** Returns steps of the length {@link #REACH} along the gradients at the samples. */
  private INDArray step(INDArray ones) {
    List<INDArray> slopes = pass.inputGradients(at(ones));
    slopes.stream().skip(1).forEach(INDArray::close);
    INDArray step = slopes.get(0);
    try (INDArray norms = NativeArrays.norms(step)) {
      for (int i = 0; i < norms.length(); i++) {
        double norm = norms.getDouble(i, 0);
        norms.putScalar(i, 0, norm < TINY ? 0 : REACH / norm);
      }
      NativeArrays.multiplyRows(step, norms);
    }
    return step;
  }

  /** Returns a pass over other samples, with the same masks. */
  private Pass over(INDArray samples) {
    INDArray[] others = inputs.toArray(INDArray[]::new);
    others[0] = samples;
    return pass.at(others);
  }

  /** Returns the slope of each sample's secant, {@code [batch, 1]}. */
  private INDArray slopes(Pass above, Pass below) {
    double[] high = NativeArrays.values(above.outputs().get(scores));
    double[] low = NativeArrays.values(below.outputs().get(scores));
    int batch = (int) inputs.get(0).size(0);
    int each = high.length / batch;
    double[] slopes = new double[batch];
    for (int i = 0; i < high.length; i++) {
      slopes[i / each] += (high[i] - low[i]) / (2 * REACH);
    }
    return Nd4j.create(slopes, new long[] {batch, 1}, inputs.get(0).dataType());
  }

  /** Gives each score of a sample the number of the sample. */
  private static INDArray spread(INDArray scores, INDArray ofSamples, double factor) {
    INDArray spread = scores.dup('c');
    NativeArrays.multiplyRows(spread, ofSamples);
    return times(spread, factor);
  }
}
