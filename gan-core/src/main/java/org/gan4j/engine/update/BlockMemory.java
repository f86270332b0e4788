package org.gan4j.engine.update;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Where the values are that one block of an updater changes. Kept from step to step, because every
 * look at a part of an array makes a view that only the garbage collector frees.
 *
 * @param block what DL4J updates at once
 * @param values its parameters, a view
 * @param gradients theirs, a view
 * @param state the updater's own arrays
 * @param stretch all of them as Java reads them, if it can
 */
record BlockMemory(
    UpdaterBlock block,
    INDArray values,
    INDArray gradients,
    List<INDArray> state,
    Optional<Stretch> stretch) {

  static BlockMemory of(UpdaterBlock block, INDArray allValues, INDArray allGradients) {
    INDArrayIndex range =
        NDArrayIndex.interval(block.getParamOffsetStart(), block.getParamOffsetEnd());
    INDArray values = flat(allValues).get(range);
    INDArray gradients = flat(allGradients).get(range);
    List<INDArray> state = Formula.state(block.getGradientUpdater());
    List<INDArray> arrays = new ArrayList<>(List.of(values, gradients));
    arrays.addAll(state);
    return new BlockMemory(block, values, gradients, state, Stretch.of(arrays));
  }

  private static INDArray flat(INDArray array) {
    return array.reshape(array.length());
  }

  /** Whether this still is where a block's values are, in arrays that DL4J may have exchanged. */
  @SuppressWarnings("ReferenceEquality") // a block that equals it may be another network's
  boolean isOf(UpdaterBlock other, INDArray allValues, INDArray allGradients) {
    return block == other
        && isPartOf(values, allValues)
        && isPartOf(gradients, allGradients)
        && isSame(state, Formula.state(other.getGradientUpdater()));
  }

  private static boolean isPartOf(INDArray part, INDArray all) {
    return part.data().pointer().address() == all.data().pointer().address();
  }

  @SuppressWarnings("ReferenceEquality") // equal values elsewhere are other state
  private static boolean isSame(List<INDArray> some, List<INDArray> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (some.get(i) != others.get(i)) {
        return false;
      }
    }
    return true;
  }
}
