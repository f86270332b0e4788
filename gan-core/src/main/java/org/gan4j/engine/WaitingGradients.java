package org.gan4j.engine;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableSet;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The sum of the parameters' gradients that waits for an update. Each way back writes over the
 * network's one array of gradients, so what is there before is put aside.
 */
final class WaitingGradients {
  private static final ImmutableSet<String> RUNNING_STATISTICS =
      ImmutableSet.of(
          BatchNormalizationParamInitializer.GLOBAL_MEAN,
          BatchNormalizationParamInitializer.GLOBAL_VAR,
          BatchNormalizationParamInitializer.GLOBAL_LOG_STD);

  private final INDArray current; // those of the last way back: a view, one dimension
  private Gradient named; // the same by name, as the updater wants them
  private INDArray sum; // of those before, made when it is first needed
  private int count; // of ways back since the last update
  private boolean aside; // whether all of them are in sum, none in current

  WaitingGradients(INDArray gradients) {
    this.current = gradients.reshape(gradients.length());
  }

  /** Prepares for a way back, which writes over the array. */
  void putAside() {
    if (count == 0 || aside) {
      return;
    }
    if (sum == null) {
      sum = Nd4j.createUninitializedDetached(current.dataType(), 'c', current.shape()); // kept
    }
    if (count == 1) {
      sum.assign(current);
    } else {
      sum.addi(current);
    }
    aside = true;
  }

  /** Adds what a way back has written. */
  void add(Gradient byName) {
    named = byName;
    count++;
    aside = false;
  }

  /** Returns a copy of the sum; zeros if nothing waits. */
  INDArray copy() {
    if (count == 0) {
      return Nd4j.zeros(current.dataType(), current.shape());
    }
    return aside ? sum.dup() : count > 1 ? current.add(sum) : current.dup();
  }

  /**
   * Returns the sum, by name, in the network's own array; running statistics, which the updater
   * moves as if they were parameters, by the mean of what the ways back saw. Their sum could go
   * past the batches' statistics, as far as to a negative variance.
   */
  Gradient take() {
    checkState(count > 0, "update needs a backward pass before it");
    if (aside) {
      current.assign(sum);
    } else if (count > 1) {
      current.addi(sum);
    }
    if (count > 1) {
      named.gradientForVariable().entrySet().stream()
          .filter(e -> isStatistic(e.getKey()))
          .forEach(e -> e.getValue().divi(count));
    }
    clear();
    return named;
  }

  /** Whether a parameter of a name is a running statistic. */
  static boolean isStatistic(String key) {
    return RUNNING_STATISTICS.contains(key.substring(key.lastIndexOf('_') + 1));
  }

  void clear() {
    count = 0;
    aside = false;
  }
}
