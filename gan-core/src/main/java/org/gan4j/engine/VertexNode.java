package org.gan4j.engine;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Value;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A vertex without a layer, of a {@code ComputationGraph} by Deeplearning4j's own code. Running the
 * vertices one by one gives what the graph's own {@code backpropGradient} keeps to itself: the
 * gradient at the network's input.
 */
final class VertexNode implements Node {
  private final LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
  private final Scratch atOutput = new Scratch();
  private final GraphVertex vertex;

  VertexNode(GraphVertex vertex) {
    this.vertex = vertex;
  }

  @Override
  public Value forward(List<Value> inputs, boolean training) {
    for (int i = 0; i < inputs.size(); i++) {
      vertex.setInput(i, inputs.get(i).array(), workspaces);
    }
    return Value.lent(vertex.doForward(training, workspaces));
  }

  @Override
  public Value[] backward(Value gradient, Wanted wanted) {
    vertex.setEpsilon(atOutput.copy(gradient.array())); // as in LayerNode
    INDArray[] atInputs = vertex.doBackward(false, workspaces).getSecond();
    return Arrays.stream(atInputs).map(Value::lent).toArray(Value[]::new);
  }

  @Override
  public boolean remembers() {
    return false;
  }
}
