package org.gan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.deeplearning4j.nn.api.Model;
import org.gan4j.engine.onednn.OneDnnKernels;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Kernels, the type they compute in, and how near to Deeplearning4j's layers they have to be. */
enum KernelSetting {
  ONEDNN("onednn", DataType.FLOAT, 1e-4),
  ND4J_FLOAT("nd4j", DataType.FLOAT, 1e-4),
  ND4J_DOUBLE("nd4j", DataType.DOUBLE, 1e-9);

  private final String property;
  private final DataType type;
  private final double tolerance;

  KernelSetting(String property, DataType type, double tolerance) {
    this.property = property;
    this.type = type;
    this.tolerance = tolerance;
  }

  DataType type() {
    return type;
  }

  /** Returns an engine on these kernels. */
  NetworkEngine engine(Model network) {
    assumeTrue(
        this != ONEDNN || OneDnnKernels.available(), "oneDNN has no natives for this platform");
    return engine(network, property);
  }

  /** Returns an engine on Deeplearning4j's own layers. */
  static NetworkEngine byDl4j(Model network) {
    return engine(network, "dl4j");
  }

  private static NetworkEngine engine(Model network, String kernels) {
    System.setProperty(KernelChoice.PROPERTY, kernels);
    try {
      return NetworkEngine.of(network);
    } finally {
      System.clearProperty(KernelChoice.PROPERTY);
    }
  }

  /** Asserts that two arrays agree, in proportion to the largest value. */
  void assertClose(INDArray actual, INDArray expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double[] a = actual.dup('c').reshape(actual.length()).toDoubleVector();
    double[] e = expected.dup('c').reshape(expected.length()).toDoubleVector();
    double largest = Math.max(1e-3, expected.amaxNumber().doubleValue());
    for (int i = 0; i < a.length; i++) {
      assertThat(Math.abs(a[i] - e[i]) / largest)
          .as("element %s: %s, expected %s", i, a[i], e[i])
          .isLessThan(tolerance);
    }
  }
}
