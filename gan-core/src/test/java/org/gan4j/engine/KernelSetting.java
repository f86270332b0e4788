package org.gan4j.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.deeplearning4j.nn.api.Model;
import org.gan4j.engine.onednn.OneDnnKernels;
import org.nd4j.linalg.api.buffer.DataType;

/** Kernels, and the type they compute in. */
enum KernelSetting {
  ONEDNN("onednn", DataType.FLOAT),
  ND4J_FLOAT("nd4j", DataType.FLOAT),
  ND4J_DOUBLE("nd4j", DataType.DOUBLE);

  private final String property;
  private final DataType type;

  KernelSetting(String property, DataType type) {
    this.property = property;
    this.type = type;
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
}
