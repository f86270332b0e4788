package org.gan4j.engine;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@code ComputationGraph} with one input and one output. */
record GraphBackbone(ComputationGraph model) implements Backbone {
  GraphBackbone {
    checkArgument(
        model.getConfiguration().getNetworkInputs().size() == 1
            && model.getConfiguration().getNetworkOutputs().size() == 1,
        "the graph has the inputs %s and the outputs %s; a network of the game has one of each",
        model.getConfiguration().getNetworkInputs(),
        model.getConfiguration().getNetworkOutputs());
    if (model.getVertices() == null) {
      model.init();
    }
    if (model.getGradientsViewArray() == null) {
      model.initGradientsView();
    }
  }

  @Override
  public List<Step> steps() {
    return Arrays.stream(order()).skip(1).mapToObj(i -> step(model.getVertices()[i])).toList();
  }

  private Step step(GraphVertex vertex) {
    List<Integer> inputs =
        Arrays.stream(vertex.getInputVertices()).map(v -> value(v.getVertexIndex())).toList();
    return new Step(
        vertex.getVertexName(), Optional.ofNullable(vertex.getLayer()), Nodes.of(vertex), inputs);
  }

  @Override
  public int output() {
    String name = model.getConfiguration().getNetworkOutputs().get(0);
    return value(model.getVertex(name).getVertexIndex());
  }

  /** The vertices' indices in the order of a forward pass: the one input comes first. */
  private int[] order() {
    return model.topologicalSortOrder();
  }

  private int value(int vertexIndex) {
    return Ints.indexOf(order(), vertexIndex);
  }

  @Override
  public Layer[] layers() {
    return model.getLayers();
  }

  /** Preprocessors of a graph ask it for the batch size. */
  @Override
  public void input(INDArray input) {
    model.setInput(0, input);
  }

  @Override
  public INDArray gradients() {
    return model.getGradientsViewArray();
  }

  @Override
  public int iteration() {
    return model.getIterationCount();
  }

  @Override
  public void iteration(int count) {
    model.getConfiguration().setIterationCount(count);
  }

  @Override
  public int epoch() {
    return model.getEpochCount();
  }

  @Override
  public Updater updater() {
    return model.getUpdater();
  }

  @Override
  public void applyUpdater(Gradient gradient) {
    model
        .getUpdater()
        .update(gradient, iteration(), epoch(), UNDIVIDED, LayerWorkspaceMgr.noWorkspaces());
  }

  @Override
  public void applyConstraints() {
    model.applyConstraints(iteration(), epoch());
  }
}
