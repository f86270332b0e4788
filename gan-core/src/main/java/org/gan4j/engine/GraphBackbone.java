package org.gan4j.engine;

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

/** A {@code ComputationGraph}. */
record GraphBackbone(ComputationGraph model) implements Backbone {
  GraphBackbone {
    if (model.getVertices() == null) {
      model.init();
    }
    if (model.getGradientsViewArray() == null) {
      model.initGradientsView();
    }
  }

  @Override
  public Program program() {
    List<String> given = model.getConfiguration().getNetworkInputs();
    List<Step> steps = new ArrayList<>();
    Map<Integer, Integer> values = new HashMap<>(); // by the index of the vertex that makes them
    for (String input : given) {
      values.put(index(input), values.size());
    }
    for (int index : model.topologicalSortOrder()) {
      if (values.containsKey(index)) {
        continue;
      }
      GraphVertex vertex = model.getVertices()[index];
      List<Integer> inputs =
          Arrays.stream(vertex.getInputVertices())
              .map(input -> values.get(input.getVertexIndex()))
              .toList();
      add(vertex, inputs, steps);
      values.put(index, given.size() + steps.size() - 1);
    }
    List<Integer> outputs =
        model.getConfiguration().getNetworkOutputs().stream()
            .map(output -> values.get(index(output)))
            .toList();
    return new Program(given.size(), steps, outputs);
  }

  private int index(String vertex) {
    return model.getVertex(vertex).getVertexIndex();
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
      from = List.of(model.getNumInputArrays() + steps.size() - 1);
    }
    steps.add(Step.of(vertex.getLayer(), name, from));
  }

  @Override
  public Layer[] layers() {
    return model.getLayers();
  }

  /** Preprocessors of a graph ask it for the batch size. */
  @Override
  public void input(int number, INDArray input) {
    model.setInput(number, input);
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
