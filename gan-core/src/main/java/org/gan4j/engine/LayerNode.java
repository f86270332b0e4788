package org.gan4j.engine;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Value;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer by Deeplearning4j's own code. */
final class LayerNode implements Node {
  private final LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
  private final Scratch input = new Scratch();
  private final Scratch atOutput = new Scratch();
  private final Scratch zeros = new Scratch();
  private final Layer layer;
  private Gradient gradients = new DefaultGradient();
  private long[] shape; // of the input of the last pass

  LayerNode(Layer layer) {
    this.layer = layer;
    layer.allowInputModification(false); // its input may be needed by the node that made it
  }

  @Override
  public Value forward(List<Value> inputs, boolean training) {
    INDArray given = inputs.get(0).array();
    shape = given.shape();
    layer.setInputMiniBatchSize((int) given.size(0));
    layer.clearNoiseWeightParams(); // else kept from a pass that no backward pass followed
    return Value.lent(layer.activate(own(given, training), training, workspaces));
  }

  /** Copies the input where DL4J would write the output over it: it may be needed elsewhere. */
  private INDArray own(INDArray given, boolean training) {
    return layer instanceof ActivationLayer && !training ? input.copy(given) : given;
  }

  @Override
  public Value[] backward(Value gradient, Wanted wanted) {
    // Some layers work in place on the gradient.
    Pair<Gradient, INDArray> result =
        layer.backpropGradient(atOutput.copy(gradient.array()), workspaces);
    gradients = result.getFirst();
    INDArray atInput = result.getSecond();
    if (atInput == null) { // an embedding, whose output is a step function of its input
      atInput = zeros.of(gradient.array().dataType(), shape);
    }
    return new Value[] {Value.lent(atInput)};
  }

  @Override
  public Gradient gradients() {
    return gradients;
  }

  /** DL4J's BatchNorm and dropout forget their forward pass in the backward one. */
  @Override
  public boolean remembers() {
    return false;
  }
}
