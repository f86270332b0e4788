package org.gan4j.engine.plan;

import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The running mean and variance of a BatchNorm layer, which DL4J keeps among the parameters, and
 * moves by what stands among the gradients: mean and variance by {@code (1 - decay)} of their
 * distance to the batch's. The variance may be kept as the decimal logarithm of its root.
 */
public final class RunningStatistics {
  private static final String MEAN = BatchNormalizationParamInitializer.GLOBAL_MEAN;
  private static final String VARIANCE = BatchNormalizationParamInitializer.GLOBAL_VAR;
  private static final double LN_10 = Math.log(10);
  private static final String LOGARITHM = BatchNormalizationParamInitializer.GLOBAL_LOG_STD;

  private final LayerArrays arrays;
  private final long size;
  private final double rate;
  private final boolean logarithms;

  /**
   * Looks at a layer's statistics.
   *
   * @param layer any BatchNorm
   */
  public RunningStatistics(Operation.BatchNorm layer) {
    this.arrays = layer.arrays();
    this.size = layer.size();
    this.rate = 1 - layer.decay();
    this.logarithms = layer.logarithms();
  }

  /** {@return the running mean: the parameter itself} */
  public INDArray mean() {
    INDArray mean = arrays.parameter(MEAN);
    return mean.reshape(mean.length());
  }

  /**
   * Writes the running variance.
   *
   * @param target {@code [size]}
   */
  public void variance(INDArray target) {
    DataBuffer kept = arrays.parameter(logarithms ? LOGARITHM : VARIANCE).data();
    for (long i = 0; i < size; i++) {
      target.data().put(i, variance(kept.getDouble(i)));
    }
  }

  private double variance(double kept) {
    return logarithms ? Math.exp(2 * LN_10 * kept) : kept;
  }

  /**
   * Writes among the gradients by how much the statistics are to move. The arrays are short: one
   * loop takes a fraction of the time that calls of ND4J's operations would.
   *
   * @param mean of the batch, {@code [size]}
   * @param variance of the batch, over all of its values, {@code [size]}
   */
  public void move(INDArray mean, INDArray variance) {
    DataBuffer meanKept = arrays.parameter(MEAN).data();
    DataBuffer meanMove = arrays.gradient(MEAN).data();
    String name = logarithms ? LOGARITHM : VARIANCE;
    DataBuffer kept = arrays.parameter(name).data();
    DataBuffer move = arrays.gradient(name).data();
    for (long i = 0; i < size; i++) {
      meanMove.put(i, rate * (meanKept.getDouble(i) - mean.data().getDouble(i)));
      move.put(i, move(kept.getDouble(i), variance.data().getDouble(i)));
    }
  }

  private double move(double kept, double ofBatch) {
    double old = variance(kept);
    double moved = rate * (old - ofBatch);
    return logarithms ? -Math.log1p(-moved / old) / (2 * LN_10) : moved;
  }
}
