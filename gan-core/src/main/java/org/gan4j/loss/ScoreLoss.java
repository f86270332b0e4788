package org.gan4j.loss;

import java.util.function.DoubleUnaryOperator;
import org.gan4j.NativeArrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The value of a loss and its gradient. It owns the gradient's memory, which is freed at once when
 * the loss is closed, and otherwise by the garbage collector.
 *
 * @param value the mean over the batch
 * @param gradient of {@code value} with respect to what it is a function of, raw scores {@code
 *     [batch, 1]} or logits {@code [batch, classes]}; an array that is used for nothing else
 */
public record ScoreLoss(double value, INDArray gradient) implements AutoCloseable {

  /**
   * {@return the mean of a function of one score, computed in double precision}
   *
   * @param scores {@code [batch, 1]}
   * @param loss the loss of one score
   * @param derivative the derivative of {@code loss}
   */
  public static ScoreLoss mean(
      INDArray scores, DoubleUnaryOperator loss, DoubleUnaryOperator derivative) {
    double[] values = NativeArrays.values(scores);
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += loss.applyAsDouble(values[i]);
      values[i] = derivative.applyAsDouble(values[i]) / values.length;
    }
    INDArray gradient = Nd4j.create(values, scores.shape(), scores.dataType());
    return new ScoreLoss(sum / values.length, gradient);
  }

  /**
   * {@return the weighted sum of two losses of the same scores, which stay as they are}
   *
   * @param weight of this loss
   * @param other a loss of the same scores
   * @param otherWeight of the other loss
   */
  public ScoreLoss plus(double weight, ScoreLoss other, double otherWeight) {
    double[] sum = NativeArrays.values(gradient);
    double[] others = NativeArrays.values(other.gradient);
    for (int i = 0; i < sum.length; i++) {
      sum[i] = weight * sum[i] + otherWeight * others[i];
    }
    return new ScoreLoss(
        weight * value + otherWeight * other.value,
        Nd4j.create(sum, gradient.shape(), gradient.dataType()));
  }

  /** Frees the gradient. */
  @Override
  public void close() {
    gradient.close();
  }
}
