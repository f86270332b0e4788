package org.gan4j.engine.update;

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

/**
 * An optimiser in one pass over DL4J's own arrays, for the updaters that {@link Formula} knows.
 * What else a configuration asks for is left to DL4J: gradient clipping as a whole, regularisation
 * and other updaters block by block.
 *
 * <p>Internal to gan4j. Updater and settings are looked up at each step, and whether the arrays
 * still are the same: DL4J exchanges them when a learning rate is set or a network is loaded.
 */
public final class FusedOptimiser implements Optimiser {
  private final UpdatedNetwork network;
  private final Optimiser stock;
  private List<BlockMemory> memories = List.of();

  /**
   * Creates the optimiser of a network.
   *
   * @param network whose updater says what to do
   */
  public FusedOptimiser(UpdatedNetwork network) {
    this.network = network;
    this.stock = new Dl4jOptimiser(network);
  }

  @Override
  public void step(Gradient gradient) {
    if (isStock(network.updater())
        && network.updater() instanceof BaseMultiLayerUpdater<?> updater
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
    find(blocks);
    Parts parts = new Parts();
    for (BlockMemory memory : memories) {
      Optional<Formula> formula = memory.stretch().flatMap(stretch -> formula(memory.block()));
      formula.ifPresentOrElse(
          known -> parts.add(memory.stretch().get(), known), () -> stockStep(memory));
    }
    parts.run();
  }

  private void find(List<UpdaterBlock> blocks) {
    INDArray values = network.model().params();
    INDArray gradients = network.gradients();
    if (!areOf(blocks, values, gradients)) {
      memories = blocks.stream().map(block -> BlockMemory.of(block, values, gradients)).toList();
    }
  }

  private boolean areOf(List<UpdaterBlock> blocks, INDArray values, INDArray gradients) {
    if (blocks.size() != memories.size()) {
      return false;
    }
    for (int i = 0; i < blocks.size(); i++) {
      if (!memories.get(i).isOf(blocks.get(i), values, gradients)) {
        return false;
      }
    }
    return true;
  }

  private Optional<Formula> formula(UpdaterBlock block) {
    boolean plain =
        !block.skipDueToPretrainConfig(false)
            && block.getLayersAndVariablesInBlock().stream()
                .noneMatch(variable -> isRegularised(variable.getLayer(), variable.getParamName()));
    return plain
        ? Formula.of(block.getGradientUpdater(), network.iteration(), network.epoch())
        : Optional.empty();
  }

  private static boolean isRegularised(Trainable layer, String parameter) {
    var regularisations = layer.getConfig().getRegularizationByParam(parameter);
    return regularisations != null && !regularisations.isEmpty();
  }

  /** Does for one block what DL4J does, in its own operations. */
  private void stockStep(BlockMemory memory) {
    if (!memory.block().skipDueToPretrainConfig(false)) {
      memory.block().update(network.iteration(), network.epoch());
    }
    memory.values().subi(memory.gradients());
  }
}
