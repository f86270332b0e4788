package org.gan4j.engine;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.PreprocessorVertex;
import org.deeplearning4j.nn.graph.vertex.impl.ReshapeVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A vertex of a {@code ComputationGraph}. Running the vertices one by one gives what the graph's
 * own {@code backpropGradient} keeps to itself: the gradient at the network's input.
 */
final class VertexNode implements Step.Node {
  private final LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
  private final GraphVertex vertex;

  VertexNode(GraphVertex vertex) {
    this.vertex = vertex;
    if (vertex.getLayer() != null) {
      vertex.getLayer().allowInputModification(false); // as in LayerNode
    }
  }

  @Override
  public INDArray forward(List<INDArray> inputs, boolean training) {
    Layer layer = vertex.getLayer();
    if (layer != null) {
      layer.setInputMiniBatchSize((int) inputs.get(0).size(0));
      layer.clearNoiseWeightParams(); // as in LayerNode
    }
    for (int i = 0; i < inputs.size(); i++) {
      vertex.setInput(i, LayerNode.own(layer, inputs.get(i), training), workspaces);
    }
    return vertex.doForward(training, workspaces);
  }

  @Override
  public boolean reshapes() {
    return vertex instanceof ReshapeVertex || vertex instanceof PreprocessorVertex;
  }

  @Override
  public Pair<Gradient, INDArray[]> backward(INDArray gradient, boolean frozen) {
    vertex.setEpsilon(gradient);
    Pair<Gradient, INDArray[]> result = vertex.doBackward(false, workspaces);
    // Vertices without parameters have no gradient object at all.
    return result.getFirst() == null ? Pair.of(new DefaultGradient(), result.getSecond()) : result;
  }
}
