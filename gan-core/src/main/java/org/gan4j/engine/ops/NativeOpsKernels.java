package org.gan4j.engine.ops;

import java.util.Optional;
import org.gan4j.engine.plan.Kernels;
import org.gan4j.engine.plan.LargestPlaces;
import org.gan4j.engine.plan.LayerArrays;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.PassingNode;
import org.gan4j.engine.plan.PhaseKernel;
import org.gan4j.engine.plan.SelfAdjoint;
import org.nd4j.linalg.activations.IActivation;

/** Operations by ND4J's own native ops, in single and double precision, on every platform. */
public final class NativeOpsKernels implements Kernels {
  @Override
  public String name() {
    return "ND4J";
  }

  @Override
  public Optional<Node> node(Operation operation) {
    if (operation instanceof Operation.Merge) {
      return Optional.of(new MergeNode());
    }
    if (operation instanceof Operation.Subset subset) {
      return Optional.of(new SubsetNode(subset));
    }
    if (operation instanceof Operation.Scale scale) {
      return Optional.of(new ScaleNode(scale.factor()));
    }
    if (operation instanceof Operation.Deviation) {
      return Optional.of(new DeviationNode());
    }
    if (operation instanceof Operation.ElementWise elementWise) {
      return Optional.of(new ElementWiseNode(elementWise.function()));
    }
    if (operation instanceof Operation.Upsampling upsampling) {
      return Optional.of(new OpsNode(UpsamplingPlan.planner(upsampling), self -> node(upsampling)));
    }
    if (operation instanceof Operation.Drop drop) {
      return Optional.of(
          new OpsNode(
              OpsDropPlan.planner(drop.kept()), self -> Optional.of(new SelfAdjoint(self))));
    }
    if (operation instanceof Operation.Activation activation) {
      return Optional.of(
          new OpsNode(
              activated((type, input, training) -> new PassingPlan(), activation.function(), false),
              self -> known(activation.function(), new PassingNode())));
    }
    if (operation instanceof Operation.Pooling layer) {
      return Optional.of(
          new OpsNode(
              activated(OpsPoolingPlan.planner(layer), layer.activation(), true),
              self -> known(layer.activation(), pooling(layer, self))));
    }
    return withParameters(operation);
  }

  private static Optional<Node> withParameters(Operation operation) {
    if (operation instanceof Operation.Dense layer) {
      return node(
          layer,
          OpsDensePlan.planner(layer.arrays(), layer.bias()),
          layer.activation(),
          layer.arrays());
    }
    if (operation instanceof Operation.Embedding layer) {
      return Optional.of(
          new OpsNode(
              activated(EmbeddingPlan.planner(layer), layer.activation(), true),
              layer.arrays().gradients(),
              self -> Optional.of(new StepNode())));
    }
    if (operation instanceof Operation.Convolution layer) {
      return layer.window().undilated()
          ? node(layer, OpsConvolutionPlan.planner(layer), layer.activation(), layer.arrays())
          : withoutHoles(layer);
    }
    if (operation instanceof Operation.TransposedConvolution layer && layer.window().undilated()) {
      return node(
          layer, TransposedConvolutionPlan.planner(layer), layer.activation(), layer.arrays());
    }
    if (operation instanceof Operation.BatchNorm layer) {
      return Optional.of(
          new OpsNode(
              activated(OpsBatchNormPlan.planner(layer), layer.activation(), true),
              layer.arrays().gradients(),
              self -> Optional.empty())); // samples of a batch depend on each other
    }
    return operation instanceof Operation.UpsampledConvolution layer && folds(layer)
        ? node(
            layer,
            UpsampledConvolutionPlan.planner(layer),
            layer.convolution().activation(),
            layer.convolution().arrays())
        : Optional.empty();
  }

  /**
   * Returns the node of a dilated convolution as one with zeros in the kernel: {@code conv2d} of
   * ND4J's oneDNN natives refuses some dilated ones.
   */
  private static Optional<Node> withoutHoles(Operation.Convolution layer) {
    return withParameters(
        new Operation.UpsampledConvolution(new Operation.Upsampling(1, 1), layer));
  }

  private static boolean folds(Operation.UpsampledConvolution layer) {
    return PhaseKernel.upsamples(layer.upsampling().height(), layer.convolution().window().height())
        && PhaseKernel.upsamples(layer.upsampling().width(), layer.convolution().window().width());
  }

  private static Optional<Node> node(
      Operation layer, OpsNode.Planner planner, IActivation activation, LayerArrays arrays) {
    return Optional.of(
        new OpsNode(
            activated(planner, activation, true),
            arrays.gradients(),
            self -> withParameters(layer.linear()).flatMap(map -> known(activation, map))));
  }

  /** Returns a linear map before an activation, if the tangent of that one is known. */
  private static Optional<Node> known(IActivation activation, Node map) {
    return Curve.of(activation).map(curve -> map);
  }

  private static Node pooling(Operation.Pooling layer, OpsNode self) {
    return layer.kind() == Operation.Pooling.Kind.MAX
        ? new LargestPlaces(layer.window(), self::input)
        : new OpsNode(OpsPoolingPlan.planner(layer), map -> Optional.empty());
  }

  /**
   * Returns the planner of a layer with its activation.
   *
   * @param own whether the layer's output is in a buffer of its own, not the input itself
   */
  private static OpsNode.Planner activated(
      OpsNode.Planner planner, IActivation activation, boolean own) {
    return (type, input, training) ->
        new ActivatedPlan(
            planner.plan(type, input, training), Activator.of(activation, own, training));
  }
}
