package org.gan4j.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@code MultiLayerNetwork}: a chain of layers. */
record LayersBackbone(MultiLayerNetwork model) implements Backbone {
  LayersBackbone {
    if (!model.isInitCalled()) {
      model.init();
    }
    if (model.getGradientsViewArray() == null) {
      model.initGradientsView();
    }
  }

  @Override
  public List<Step> steps() {
    return IntStream.range(0, model.getnLayers()).mapToObj(this::step).toList();
  }

  private Step step(int i) {
    Layer layer = model.getLayer(i);
    var preProcessor = model.getLayerWiseConfigurations().getInputPreProcess(i);
    return new Step(
        String.valueOf(i), Optional.of(layer), Nodes.of(layer, preProcessor), List.of(i));
  }

  @Override
  public int output() {
    return model.getnLayers();
  }

  @Override
  public Layer[] layers() {
    return model.getLayers();
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
    model.setIterationCount(count);
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
        .update(model, gradient, iteration(), epoch(), UNDIVIDED, LayerWorkspaceMgr.noWorkspaces());
  }

  @Override
  public void applyConstraints() {
    model.applyConstraints(iteration(), epoch());
  }
}
