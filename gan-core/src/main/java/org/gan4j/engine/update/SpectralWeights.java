package org.gan4j.engine.update;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.Convolution1D;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weights of a network that are divided by their spectral norms, their largest singular values
 * (Miyato et al. 2018, arXiv:1802.05957). Passes see the network's own array, which holds W /
 * sigma; an update turns it and the gradients into W and its gradients, and what the optimiser has
 * made of it into W / sigma again, after one power iteration. So W itself is kept nowhere else: it
 * is sigma times what is there.
 *
 * <p>A convolution counts as the matrix {@code [outputs, inputs * height * width]}. Biases are left
 * alone.
 */
public final class SpectralWeights {
  private static final ImmutableSet<Class<?>> OUTPUTS_FIRST = // in memory
      ImmutableSet.of(
          DenseLayer.class,
          ConvolutionLayer.class,
          Convolution1D.class,
          Convolution1DLayer.class,
          Convolution3D.class);

  private final UpdatedNetwork network;
  private final List<SpectralMatrix> matrices;

  private SpectralWeights(UpdatedNetwork network, List<SpectralMatrix> matrices) {
    this.network = network;
    this.matrices = matrices;
  }

  /**
   * Normalises the weights of a network.
   *
   * @param network whose parameters are W now
   * @param layers all that it has
   * @param seed of what power iterations begin with
   * @return what is to be told of updates
   * @throws IllegalArgumentException if a layer has weights that are no such matrix, or they are in
   *     neither single nor double precision; nothing is changed then
   */
  public static SpectralWeights of(UpdatedNetwork network, Layer[] layers, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long start = network.model().params().offset();
    List<SpectralMatrix> matrices = new ArrayList<>();
    for (Layer layer : layers) {
      if (hasWeights(layer)) {
        matrices.add(matrix(layer, start, random));
      }
    }
    SpectralWeights made = new SpectralWeights(network, List.copyOf(matrices));
    HostArray weights = made.weights();
    matrices.forEach(matrix -> matrix.begin(weights));
    return made;
  }

  private static boolean hasWeights(Layer layer) {
    var configuration = layer.conf().getLayer();
    return layer.numParams() > 0
        && !configuration.initializer().weightKeys(configuration).isEmpty();
  }

  private static SpectralMatrix matrix(Layer layer, long start, SplittableRandom random) {
    var configuration = layer.conf().getLayer();
    boolean inputsFirst = configuration.getClass() == Deconvolution2D.class;
    checkArgument(
        inputsFirst || OUTPUTS_FIRST.contains(configuration.getClass()),
        "layer \"%s\" (%s) has weights whose spectral norm is not known here: use dense,"
            + " convolutional and transposed convolutional layers, or no spectral norm",
        configuration.getLayerName(),
        configuration.getClass().getSimpleName());
    checkArgument(
        !(configuration instanceof DenseLayer dense && dense.hasLayerNorm()),
        "layer \"%s\" normalises what its weights give, and so undoes their spectral norm: use one"
            + " without layer norm, or no spectral norm",
        configuration.getLayerName());
    FeedForwardLayer sizes = (FeedForwardLayer) configuration;
    INDArray weights = layer.getParam(DefaultParamInitializer.WEIGHT_KEY);
    int rows = Math.toIntExact(sizes.getNOut());
    int blocks = inputsFirst ? Math.toIntExact(sizes.getNIn()) : 1;
    return new SpectralMatrix(
        Math.toIntExact(weights.offset() - start),
        blocks,
        rows,
        Math.toIntExact(weights.length() / rows / blocks),
        random);
  }

  private HostArray weights() {
    return HostArray.of(network.model().params());
  }

  /** Lets an optimiser work on W: turns parameters, and the gradients in the network's array. */
  public void toRaw() {
    HostArray weights = weights();
    HostArray gradients = HostArray.of(network.gradients());
    matrices.forEach(matrix -> matrix.toRaw(weights, gradients));
  }

  /** Lets passes work on W / sigma, after an optimiser has changed W. */
  public void normalise() {
    HostArray weights = weights();
    matrices.forEach(matrix -> matrix.normalise(weights));
  }

  /**
   * Goes on with parameters that another network had. Where they are not those that this, or the
   * state that was {@linkplain #read read}, is of, they are W, and normalised.
   */
  public void replaced() {
    HostArray weights = weights();
    matrices.forEach(matrix -> matrix.beginUnlessKnown(weights));
  }

  /**
   * Writes sigma and its singular vectors of each matrix.
   *
   * @param out buffered; not closed
   * @throws IOException if writing fails
   */
  public void write(DataOutputStream out) throws IOException {
    out.writeInt(matrices.size());
    for (SpectralMatrix matrix : matrices) {
      matrix.write(out);
    }
  }

  /**
   * Takes over what {@link #write} has written. The network's parameters are to be those of then.
   *
   * @param in not closed
   * @throws IOException if it cannot be read, or is of another network; this then is as it was
   */
  public void read(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count != matrices.size()) {
      throw new IOException(
          "%s weight matrices are none of a network with %s".formatted(count, matrices.size()));
    }
    List<Runnable> changes = new ArrayList<>();
    for (SpectralMatrix matrix : matrices) {
      changes.add(matrix.read(in));
    }
    changes.forEach(Runnable::run);
  }
}
