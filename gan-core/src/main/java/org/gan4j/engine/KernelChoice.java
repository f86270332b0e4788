package org.gan4j.engine;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.engine.onednn.OneDnnKernels;
import org.gan4j.engine.ops.NativeOpsKernels;
import org.gan4j.engine.plan.Kernels;
import org.nd4j.linalg.api.buffer.DataType;

/** Which kernels compute a network, by its data type, this machine, and a system property. */
final class KernelChoice {
  /**
   * {@code onednn}: oneDNN where it can be, then ND4J's native ops; {@code nd4j}: those alone;
   * {@code dl4j}: Deeplearning4j's own layers alone. The first is what happens without it.
   */
  static final String PROPERTY = "org.gan4j.kernels";

  private KernelChoice() {}

  /** Returns the kernels for a data type, the most wanted first. */
  static List<Kernels> of(DataType type) {
    String wanted = System.getProperty(PROPERTY, "onednn");
    List<Kernels> chosen = new ArrayList<>();
    switch (wanted) {
      case "onednn" -> {
        if (type == DataType.FLOAT && OneDnnKernels.available()) {
          chosen.add(new OneDnnKernels());
        }
        chosen.add(new NativeOpsKernels());
      }
      case "nd4j" -> chosen.add(new NativeOpsKernels());
      case "dl4j" -> {}
      default ->
          throw new IllegalArgumentException(
              "the system property %s is \"%s\"; it can be onednn, nd4j or dl4j"
                  .formatted(PROPERTY, wanted));
    }
    return chosen;
  }
}
