package org.gan4j.engine.onednn;

import java.util.Optional;
import java.util.function.Function;
import org.gan4j.engine.plan.Kernels;
import org.gan4j.engine.plan.LayerArrays;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.PhaseKernel;
import org.nd4j.linalg.activations.IActivation;

/** Operations by oneDNN, in single precision, on processors that it has natives for. */
public final class OneDnnKernels implements Kernels {
  /** {@return whether the natives are on the class path, and fit this machine and backend} */
  public static boolean available() {
    return OneDnn.loaded();
  }

  /** {@return the version of the natives and the processor's instructions they use, for people} */
  public static Optional<String> version() {
    return available() ? Optional.of(OneDnn.version()) : Optional.empty();
  }

  @Override
  public String name() {
    return "oneDNN";
  }

  @Override
  public Optional<Node> node(Operation operation) {
    if (operation instanceof Operation.Dense dense) {
      return with(
          dense.activation(),
          dense.arrays(),
          activation -> DensePlan.planner(dense.arrays(), dense.bias(), activation));
    }
    if (operation instanceof Operation.Convolution layer) {
      return with(
          layer.activation(),
          layer.arrays(),
          activation -> ConvolutionPlan.planner(layer, activation));
    }
    if (operation instanceof Operation.UpsampledConvolution layer) {
      return PhaseKernel.upsamples(
                  layer.upsampling().height(), layer.convolution().window().height())
              && PhaseKernel.upsamples(
                  layer.upsampling().width(), layer.convolution().window().width())
          ? with(
              layer.convolution().activation(),
              layer.convolution().arrays(),
              activation -> ConvolutionPlan.planner(layer, activation))
          : Optional.empty();
    }
    if (operation instanceof Operation.TransposedConvolution layer) {
      return PhaseKernel.transposes(layer.window().height())
              && PhaseKernel.transposes(layer.window().width())
          ? with(
              layer.activation(),
              layer.arrays(),
              activation -> ConvolutionPlan.planner(layer, activation))
          : Optional.empty();
    }
    if (operation instanceof Operation.BatchNorm layer) {
      return with(
          layer.activation(),
          layer.arrays(),
          activation -> BatchNormPlan.planner(layer, activation));
    }
    if (operation instanceof Operation.Pooling pooling) {
      return pooling.window().undilated()
          ? with(pooling.activation(), activation -> PoolingPlan.planner(pooling, activation))
          : Optional.empty();
    }
    if (operation instanceof Operation.Activation activation) {
      return with(activation.function(), ActivationPlan::planner);
    }
    if (operation instanceof Operation.Drop drop) {
      return Optional.of(new OneDnnNode(DropPlan.planner(drop.kept())));
    }
    return Optional.empty();
  }

  private static Optional<Node> with(
      IActivation activation, Function<Eltwise, OneDnnNode.Planner> planner) {
    return Eltwise.of(activation).map(known -> new OneDnnNode(planner.apply(known)));
  }

  private static Optional<Node> with(
      IActivation activation, LayerArrays arrays, Function<Eltwise, OneDnnNode.Planner> planner) {
    return Eltwise.of(activation)
        .map(known -> new OneDnnNode(planner.apply(known), arrays.gradients()));
  }
}
