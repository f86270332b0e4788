package org.gan4j.engine;

import java.util.ArrayList;
import java.util.List;
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
  public Program program() {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < model.getnLayers(); i++) {
      var preProcessor = model.getLayerWiseConfigurations().getInputPreProcess(i);
      if (preProcessor != null) {
        steps.add(Step.of(preProcessor, String.valueOf(i), List.of(steps.size())));
      }
      steps.add(Step.of(model.getLayer(i), String.valueOf(i), List.of(steps.size())));
    }
    return new Program(1, steps, List.of(steps.size()));
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
  public void epoch(int count) {
    model.setEpochCount(count);
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
