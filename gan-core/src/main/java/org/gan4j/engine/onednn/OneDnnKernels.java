package org.gan4j.engine.onednn;

import java.util.Optional;
import java.util.function.Function;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.gan4j.engine.plan.Kernels;
import org.gan4j.engine.plan.LargestPlaces;
import org.gan4j.engine.plan.LayerArrays;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.PassingNode;
import org.gan4j.engine.plan.PhaseKernel;
import org.gan4j.engine.plan.SelfAdjoint;
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
          dense,
          dense.activation(),
          dense.arrays(),
          activation -> DensePlan.planner(dense.arrays(), dense.bias(), activation));
    }
    if (operation instanceof Operation.Convolution layer) {
      return with(
          layer,
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
              layer,
              layer.convolution().activation(),
              layer.convolution().arrays(),
              activation -> ConvolutionPlan.planner(layer, activation))
          : Optional.empty();
    }
    if (operation instanceof Operation.TransposedConvolution layer) {
      return PhaseKernel.transposes(layer.window().height())
              && PhaseKernel.transposes(layer.window().width())
          ? with(
              layer,
              layer.activation(),
              layer.arrays(),
              activation -> ConvolutionPlan.planner(layer, activation))
          : Optional.empty();
    }
    if (operation instanceof Operation.BatchNorm layer) {
      return with(
          layer.activation(),
          layer.arrays().gradients(),
          activation -> BatchNormPlan.planner(layer, activation),
          self -> Optional.empty()); // samples of a batch depend on each other
    }
    if (operation instanceof Operation.Pooling pooling) {
      return pooling.window().undilated()
          ? with(
              pooling.activation(),
              new DefaultGradient(),
              activation -> PoolingPlan.planner(pooling, activation),
              self -> map(pooling, self))
          : Optional.empty();
    }
    if (operation instanceof Operation.Activation activation) {
      return with(
          activation.function(),
          new DefaultGradient(),
          ActivationPlan::planner,
          self -> Optional.of(new PassingNode()));
    }
    if (operation instanceof Operation.Drop drop) {
      return Optional.of(
          new OneDnnNode(
              DropPlan.planner(drop.kept()),
              new DefaultGradient(),
              Eltwise.IDENTITY,
              self -> Optional.of(new SelfAdjoint(self))));
    }
    return Optional.empty();
  }

  private Optional<Node> map(Operation.Pooling pooling, OneDnnNode self) {
    return pooling.kind() == Operation.Pooling.Kind.MAX
        ? Optional.of(new LargestPlaces(pooling.window(), () -> self.input().array()))
        : node(pooling.linear());
  }

  private Optional<Node> with(
      Operation layer,
      IActivation activation,
      LayerArrays arrays,
      Function<Eltwise, OneDnnNode.Planner> planner) {
    return with(activation, arrays.gradients(), planner, self -> node(layer.linear()));
  }

  private static Optional<Node> with(
      IActivation activation,
      Gradient gradients,
      Function<Eltwise, OneDnnNode.Planner> planner,
      Function<OneDnnNode, Optional<Node>> map) {
    return Eltwise.of(activation)
        .map(known -> new OneDnnNode(planner.apply(known), gradients, known, map));
  }
}
