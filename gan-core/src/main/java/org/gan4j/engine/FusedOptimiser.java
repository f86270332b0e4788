package org.gan4j.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * An optimiser in one pass over DL4J's own arrays, for the updaters that {@link Formula} knows.
 * What else a configuration asks for is left to DL4J: gradient clipping as a whole, regularisation
 * and other updaters block by block.
 *
 * <p>Updater, settings and arrays are looked up at each step: DL4J exchanges them when a learning
 * rate is set or a network is loaded.
 */
final class FusedOptimiser implements Optimiser {
  private final Backbone backbone;
  private final Optimiser stock;

  FusedOptimiser(Backbone backbone) {
    this.backbone = backbone;
    this.stock = new Dl4jOptimiser(backbone);
  }

  @Override
  public void step(Gradient gradient) {
    if (isStock(backbone.updater())
        && backbone.updater() instanceof BaseMultiLayerUpdater<?> updater
        && !normalisesGradients(updater)) {
      step(updater.getUpdaterBlocks());
    } else {
      stock.step(gradient);
    }
  }

  /** Whether an updater does what DL4J's does: a user's may do anything. */
  private static boolean isStock(Updater updater) {
    return updater.getClass() == MultiLayerUpdater.class
        || updater.getClass() == ComputationGraphUpdater.class;
  }

  private static boolean normalisesGradients(BaseMultiLayerUpdater<?> updater) {
    return updater.getLayersByName().values().stream()
        .filter(layer -> layer.getConfig() != null && layer.numParams() > 0)
        .map(layer -> layer.getConfig().getGradientNormalization())
        .anyMatch(kind -> kind != null && kind != GradientNormalization.None);
  }

  private void step(List<UpdaterBlock> blocks) {
    INDArray parameters = flat(backbone.model().params());
    INDArray gradients = flat(backbone.gradients());
    Parts parts = new Parts();
    for (UpdaterBlock block : blocks) {
      INDArrayIndex range =
          NDArrayIndex.interval(block.getParamOffsetStart(), block.getParamOffsetEnd());
      INDArray values = parameters.get(range);
      INDArray atValues = gradients.get(range);
      stretch(block, values, atValues)
          .ifPresentOrElse(parts::add, () -> stockStep(block, values, atValues));
    }
    parts.run();
  }

  private static INDArray flat(INDArray array) {
    return array.reshape(array.length());
  }

  private Optional<Stretch> stretch(UpdaterBlock block, INDArray values, INDArray gradients) {
    List<INDArray> arrays = new ArrayList<>(List.of(values, gradients));
    arrays.addAll(Formula.state(block.getGradientUpdater()));
    return formula(block).flatMap(formula -> Stretch.of(arrays, formula));
  }

  private Optional<Formula> formula(UpdaterBlock block) {
    boolean plain =
        !block.skipDueToPretrainConfig(false)
            && block.getLayersAndVariablesInBlock().stream()
                .noneMatch(variable -> isRegularised(variable.getLayer(), variable.getParamName()));
    return plain
        ? Formula.of(block.getGradientUpdater(), backbone.iteration(), backbone.epoch())
        : Optional.empty();
  }

  private static boolean isRegularised(Trainable layer, String parameter) {
    var regularisations = layer.getConfig().getRegularizationByParam(parameter);
    return regularisations != null && !regularisations.isEmpty();
  }

  /** Does for one block what DL4J does, in its own operations. */
  private void stockStep(UpdaterBlock block, INDArray values, INDArray gradients) {
    if (!block.skipDueToPretrainConfig(false)) {
      block.update(backbone.iteration(), backbone.epoch());
    }
    values.subi(gradients);
  }
}
