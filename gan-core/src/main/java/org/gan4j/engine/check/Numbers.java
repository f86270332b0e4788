package org.gan4j.engine.check;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Numbers to compute with, drawn by Java alone, and what is read back from ND4J's arrays. */
final class Numbers {
  private Numbers() {}

  /** Returns bell-shaped numbers that single precision holds exactly. */
  static float[] drawn(long seed, int count, double scale) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      double sum = 0;
      for (int k = 0; k < 4; k++) {
        sum += random.nextDouble(-1, 1);
      }
      values[i] = (float) (sum * scale);
    }
    return values;
  }

  static INDArray array(float[] values, long... shape) {
    return Nd4j.createFromArray(values).reshape('c', shape);
  }

  static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  /** Returns the values row by row. */
  static double[] doubles(INDArray array) {
    return array.dup('c').data().asDouble();
  }
}
