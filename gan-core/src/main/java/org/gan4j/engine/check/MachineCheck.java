package org.gan4j.engine.check;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.engine.onednn.OneDnnKernels;
import org.gan4j.engine.ops.NativeOpsKernels;

/**
 * One thing that this machine has to compute rightly, compared with plain Java in double precision.
 * Libraries choose their code by the processor, so what is right on one may be wrong on another.
 *
 * <p>What is allowed is what rounding explains, value by value: of a sum of n products at most
 * about n times the type's precision times the sum of their absolute values. So a check neither
 * fails on a processor that only rounds otherwise, nor passes an error of a thousandth.
 */
public interface MachineCheck {
  /** {@return what is computed, such as {@code convolution 5x5}} */
  String name();

  /** {@return by what, such as {@code oneDNN}} */
  String by();

  /** {@return what to do where the outcome is not right, as a sentence for people} */
  String advice();

  /** {@return what comes of it; whatever goes wrong is an outcome too, and is not thrown} */
  Outcome run();

  /**
   * {@return all checks, those of each set of kernels that this process has; together they take
   * seconds}
   *
   * @throws LinkageError if ND4J's natives cannot be loaded
   */
  static List<MachineCheck> all() {
    List<MachineCheck> checks = new ArrayList<>(ProductCheck.all());
    for (Probe probe : Probes.all()) {
      if (OneDnnKernels.available()) {
        checks.add(new LayerCheck(probe, Maker.ONEDNN, List.of(new OneDnnKernels())));
      }
      checks.add(new LayerCheck(probe, Maker.ND4J, List.of(new NativeOpsKernels())));
      checks.add(new LayerCheck(probe, Maker.DL4J, List.of()));
    }
    checks.addAll(OptimiserCheck.all());
    return checks;
  }
}
