package org.gan4j.engine;

import java.util.List;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Value;
import org.gan4j.engine.plan.Wanted;

/** What stands before a layer and gives its input the shape that it takes. */
final class PreProcessorNode implements Node {
  private final LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
  private final InputPreProcessor preProcessor;
  private int batch;

  PreProcessorNode(InputPreProcessor preProcessor) {
    this.preProcessor = preProcessor;
  }

  @Override
  public Value forward(List<Value> inputs, boolean training) {
    batch = (int) inputs.get(0).shape()[0];
    return Value.lent(preProcessor.preProcess(inputs.get(0).array(), batch, workspaces));
  }

  @Override
  public Value[] backward(Value gradient, Wanted wanted) {
    return new Value[] {Value.lent(preProcessor.backprop(gradient.array(), batch, workspaces))};
  }
}
