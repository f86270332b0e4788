package org.gan4j;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.engine.file.StoredNetwork;
import org.gan4j.engine.update.SpectralWeights;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a network has learnt, how fast it learns, and how it takes over what another has learnt. */
public interface Weights {
  /**
   * {@return all parameters in one array: a view, writing to it changes the network. BatchNorm's
   * running statistics are among them}
   */
  INDArray parameters();

  /**
   * {@return the parameters without BatchNorm's running statistics: views, an array for each weight
   * or bias of a layer}
   */
  List<INDArray> trained();

  /**
   * {@return the sum of the parameters' gradients that wait for the next update, a new array in the
   * order of {@link #parameters}; zeros if none wait}
   */
  INDArray gradients();

  /**
   * {@return in what another network is not built as this one, if it is not: in its layers, their
   * settings, the kind of its updaters. Learning rates may differ}
   *
   * @param other of the same kind, a {@code MultiLayerNetwork} or a {@code ComputationGraph}
   */
  Optional<String> difference(Model other);

  /**
   * Takes over the parameters of another network, what its updater remembers, and its counters.
   * What waits for the next update, and the last pass, are forgotten.
   *
   * @param other without a {@link #difference}; stays as it is
   * @param learningRates whether to take over its learning rates too
   */
  void copy(Model other, boolean learningRates);

  /**
   * {@return in what a network in a file is not built as this one, if it is not} Networks of gan4j
   * load nothing that the file names, so layers may be the application's own. This method, as
   * others have it unless they override it, reads the file as a network of Deeplearning4j's own
   * classes.
   *
   * @param other of the same kind; all of it is read
   * @throws UncheckedIOException if it cannot be read
   */
  default Optional<String> difference(StoredNetwork other) {
    Model read = other.read();
    try {
      return difference(read);
    } finally {
      read.close();
    }
  }

  /**
   * Takes over a network in a file, as {@link #copy(Model, boolean)} does one in memory. What is
   * loaded of it is as in {@link #difference(StoredNetwork)}.
   *
   * @param other without a {@link #difference(StoredNetwork)}
   * @param learningRates whether to take over its learning rates too
   * @throws UncheckedIOException if it cannot be read any more; the network then is in no state
   */
  default void copy(StoredNetwork other, boolean learningRates) {
    Model read = other.read();
    try {
      copy(read, learningRates);
    } finally {
      read.close();
    }
  }

  /**
   * {@return the largest learning rate of a layer, as it was before a schedule lowered it, and
   * whatever share of it {@linkplain #useLearningRate is used}; empty if no layer has one}
   *
   * @throws IllegalStateException if the network's updater is not Deeplearning4j's
   */
  OptionalDouble learningRate();

  /**
   * Multiplies the learning rate of each layer, from the next update on. It is changed in the
   * network's configuration, and so is saved with it; momentum and what else the updater remembers
   * stay. Rates that follow a schedule have its initial value multiplied.
   *
   * @param factor above 0
   * @throws IllegalArgumentException if {@code factor} is not a positive number
   * @throws IllegalStateException if a schedule has no initial value, or the network's updater is
   *     not Deeplearning4j's; nothing is changed then
   */
  void scaleLearningRate(double factor);

  /**
   * Lets the coming updates use a share of each layer's learning rate. The rate itself stays what
   * it is: {@link #learningRate} tells it, {@link #scaleLearningRate} multiplies it, and what is
   * used of it with it, and another share is a share of it again. Both are in the network's
   * configuration, the rate and beside it a {@code FixedSchedule}, and so are saved with it.
   *
   * <p>This method, unless it is overridden, knows no share but 1.
   *
   * @param share from 0 to 1; 1 for the learning rates themselves
   * @throws IllegalArgumentException if it is not
   * @throws IllegalStateException if a rate follows a schedule of its own, the network's updater is
   *     not Deeplearning4j's, or this is not overridden; nothing is changed then
   */
  default void useLearningRate(double share) {
    if (share != 1) {
      throw new IllegalStateException(
          "%s has no useLearningRate, so that its rate cannot fall: override it"
              .formatted(getClass().getName()));
    }
  }

  /**
   * Divides each weight matrix by its spectral norm, its largest singular value, from now on
   * (Miyato et al. 2018, arXiv:1802.05957). {@link #parameters} then are what passes use, of
   * spectral norm 1, and so is what is saved; updates work on the weights as they would be without,
   * with the gradients at those. What waits for the next update, and the last pass, are forgotten.
   * {@link org.gan4j.train.SpectralNorm} is how games use it.
   *
   * <p>This method, unless it is overridden, refuses.
   *
   * @param seed of what the search for singular values begins with
   * @return what it takes to go on, beside the parameters
   * @throws IllegalArgumentException if a layer has weights that are no matrix or convolution;
   *     nothing is changed then
   * @throws IllegalStateException if this is not overridden
   */
  default SpectralWeights normaliseSpectrally(long seed) {
    throw new IllegalStateException(
        "%s has no normaliseSpectrally, so that there is no spectral norm: override it"
            .formatted(getClass().getName()));
  }
}
