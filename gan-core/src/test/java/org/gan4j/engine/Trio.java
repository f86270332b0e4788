package org.gan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.Precision;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network three times: by the kernels under test, and by Deeplearning4j's own layers in single
 * and in double precision. The last is what is right; the one before says how near single precision
 * comes to it.
 */
final class Trio {
  private final NetworkEngine ours;
  private final Optional<NetworkEngine> theirs;
  private final NetworkEngine exact;

  private Trio(NetworkEngine ours, Optional<NetworkEngine> theirs, NetworkEngine exact) {
    this.ours = ours;
    this.theirs = theirs;
    this.exact = exact;
  }

  static Trio besideDl4j(KernelSetting setting, Function<DataType, Model> network) {
    return new Trio(
        setting.engine(network.apply(setting.type())),
        Optional.of(KernelSetting.byDl4j(network.apply(DataType.FLOAT))),
        KernelSetting.byDl4j(network.apply(DataType.DOUBLE)));
  }

  /** For what Deeplearning4j's layers do wrong in single precision: its double result, rounded. */
  static Trio besideRounding(KernelSetting setting, Function<DataType, Model> network) {
    return new Trio(
        setting.engine(network.apply(setting.type())),
        Optional.empty(),
        KernelSetting.byDl4j(network.apply(DataType.DOUBLE)));
  }

  /** One pass of each of the three. */
  record Passes(EnginePass ours, Optional<EnginePass> theirs, EnginePass exact) {
    /** As {@link Trio#assertAsNear}. */
    INDArray assertAsNear(Function<EnginePass, INDArray> result) {
      return Trio.assertAsNear(result.apply(ours), result.apply(exact), theirs.map(result));
    }

    /** The same of both ways back; the others would have to run again for the second one. */
    void assertBackAsNear(INDArray gradient) {
      Optional<INDArray> their = theirs.map(pass -> pass.backward(gradient));
      INDArray right = exact.backward(gradient);
      Trio.assertAsNear(ours.inputGradient(gradient), right, their);
      Trio.assertAsNear(ours.backward(gradient), right, their);
    }

    void each(Consumer<EnginePass> action) {
      action.accept(ours);
      theirs.ifPresent(action);
      action.accept(exact);
    }
  }

  Passes forward(INDArray... inputs) {
    return new Passes(
        ours.forward(inputs), theirs.map(engine -> engine.forward(inputs)), exact.forward(inputs));
  }

  /** Asserts that what ours gives is as near to what is right as what theirs gives; returns it. */
  INDArray assertAsNear(Function<NetworkEngine, INDArray> result) {
    return assertAsNear(result.apply(ours), result.apply(exact), theirs.map(result));
  }

  private static INDArray assertAsNear(INDArray given, INDArray right, Optional<INDArray> theirs) {
    INDArray their = theirs.orElseGet(() -> right.castTo(DataType.FLOAT));
    assertThat(their.castTo(DataType.DOUBLE).distance2(right))
        .as("what is compared with is a measure")
        .isLessThan(1e-3 * right.norm2Number().doubleValue());
    Precision.assertAsNear(given, their, right);
    return given;
  }

  void each(Consumer<NetworkEngine> action) {
    action.accept(ours);
    theirs.ifPresent(action);
    action.accept(exact);
  }

  /** Goes on from our parameters, so that no error of a step grows in those after it. */
  void align() {
    theirs.ifPresent(engine -> engine.parameters().assign(ours.parameters()));
    exact.parameters().assign(ours.parameters());
  }
}
