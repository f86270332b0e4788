package org.gan4j.engine.check;

import static org.gan4j.engine.check.Numbers.doubles;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.engine.EnginePass;
import org.gan4j.engine.NetworkEngine;
import org.gan4j.engine.plan.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer's output and its gradients at the input and at its parameters, by one set of kernels.
 *
 * @param probe the layer
 * @param maker whose kernels they are
 * @param kernels none for Deeplearning4j's own layers
 */
record LayerCheck(Probe probe, Maker maker, List<Kernels> kernels) implements MachineCheck {
  @Override
  public String name() {
    return probe.name();
  }

  @Override
  public String by() {
    return maker.label();
  }

  @Override
  public String advice() {
    return maker.advice();
  }

  @Override
  public Outcome run() {
    try {
      return compare();
    } catch (LinkageError | RuntimeException e) {
      return Outcome.failure(e);
    }
  }

  private Outcome compare() {
    MultiLayerNetwork network = probe.network();
    NetworkEngine engine = NetworkEngine.of(network, kernels);
    EnginePass pass = engine.forward(probe.input());
    INDArray output = pass.output();
    INDArray atInput = pass.backward(probe.gradient(output));
    Expected expected = probe.expected(network.numParams(), output.length());
    return Outcome.of("an output", doubles(output), expected.output())
        .or(Outcome.of("a gradient at the input", doubles(atInput), expected.atInput()))
        .or(atParameters(engine, expected.atParameters()));
  }

  private static Outcome atParameters(NetworkEngine engine, Bounded expected) {
    int count = expected.size();
    return count == 0
        ? new Outcome(0, "")
        : Outcome.of(
            "a gradient of a parameter",
            Arrays.copyOf(doubles(engine.gradients()), count),
            expected);
  }
}
