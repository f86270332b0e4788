package org.gan4j.engine;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
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
  public Program program() {
    List<Step> steps = new ArrayList<>();
    Map<Integer, Integer> values = new HashMap<>(); // by the index of the vertex that makes them
    int[] order = model.topologicalSortOrder(); // the one input comes first
    values.put(order[0], 0);
    for (int i = 1; i < order.length; i++) {
      GraphVertex vertex = model.getVertices()[order[i]];
      List<Integer> inputs =
          Arrays.stream(vertex.getInputVertices())
              .map(input -> values.get(input.getVertexIndex()))
              .toList();
      add(vertex, inputs, steps);
      values.put(order[i], steps.size());
    }
    String output = model.getConfiguration().getNetworkOutputs().get(0);
    return new Program(steps, values.get(model.getVertex(output).getVertexIndex()));
  }

  private void add(GraphVertex vertex, List<Integer> inputs, List<Step> steps) {
    String name = vertex.getVertexName();
    if (!(vertex instanceof LayerVertex)) {
      var configuration = model.getConfiguration().getVertices().get(name);
      steps.add(
          new Step(
              name,
              Optional.empty(),
              Operations.of(configuration),
              inputs,
              () -> new VertexNode(vertex)));
      return;
    }
    List<Integer> from = inputs;
    InputPreProcessor preProcessor = ((LayerVertex) vertex).getLayerPreProcessor();
    if (preProcessor != null) {
      steps.add(Step.of(preProcessor, name, inputs));
      from = List.of(steps.size());
    }
    steps.add(Step.of(vertex.getLayer(), name, from));
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
  public void epoch(int count) {
    model.getConfiguration().setEpochCount(count);
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
