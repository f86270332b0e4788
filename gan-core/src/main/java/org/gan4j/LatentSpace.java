package org.gan4j;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What the values of a latent vector mean: first noise; then, if a generator draws what it is asked
 * for, the class as a row of zeros and a one; then codes between -1 and 1, whose meaning it has
 * found by itself (InfoGAN, Chen et al. 2016, arXiv:1606.03657).
 *
 * @param kind the distribution of the noise
 * @param noise how many values of it, at least 1
 * @param classes how many there are to choose from; 0 if there is no choice
 * @param codes how many, 0 or more
 * @param shares how often each class is drawn where nobody asks for one: numbers that add up to 1;
 *     empty if all are drawn equally often
 */
public record LatentSpace(
    Latents kind, int noise, int classes, int codes, ImmutableDoubleArray shares) {
  /**
   * Checks the numbers.
   *
   * @param kind the distribution of the noise
   * @param noise at least 1
   * @param classes 0 or more
   * @param codes 0 or more
   * @param shares of the classes; none, or as many as there are classes
   * @throws IllegalArgumentException if a number is less, or the shares are none of these classes
   */
  public LatentSpace {
    checkArgument(noise >= 1, "a latent vector has at least one value of noise, not %s", noise);
    checkArgument(classes >= 0, "there are 0 classes or more, not %s", classes);
    checkArgument(codes >= 0, "there are 0 codes or more, not %s", codes);
    if (!shares.isEmpty()) {
      Shares.check(shares, classes);
    }
  }

  /**
   * Latents whose classes are drawn equally often.
   *
   * @param kind the distribution of the noise
   * @param noise at least 1
   * @param classes 0 or more
   * @param codes 0 or more
   * @throws IllegalArgumentException if one is less
   */
  public LatentSpace(Latents kind, int noise, int classes, int codes) {
    this(kind, noise, classes, codes, ImmutableDoubleArray.of());
  }

  /**
   * {@return latent vectors that are nothing but noise}
   *
   * @param kind the distribution
   * @param size at least 1
   * @throws IllegalArgumentException if it is less
   */
  public static LatentSpace of(Latents kind, int size) {
    return new LatentSpace(kind, size, 0, 0);
  }

  /**
   * {@return the same latents, whose classes are drawn as often as they are in some data}
   *
   * @param ofData for example {@code images.shares()}: as many as there are classes, which add up
   *     to 1
   * @throws IllegalArgumentException if they are others
   */
  public LatentSpace withShares(ImmutableDoubleArray ofData) {
    return new LatentSpace(kind, noise, classes, codes, ofData);
  }

  /** {@return how many values one latent vector has} */
  public int size() {
    return noise + classes + codes;
  }

  /**
   * {@return a discriminator that was trained against a generator of such latents: a graph of two
   * inputs takes the class, too}
   *
   * <p>That is so of all that is known of a network alone: those of checkpoints, which the models
   * of this library have made, and those of files of the first versions of gan4j. What another one
   * takes beside samples is told by whoever has made it, {@link Discriminator#of}, and then kept by
   * {@code TrainedGenerator.save}.
   *
   * @param network as for {@link Discriminator#of}
   * @param shape of the samples
   * @throws IllegalArgumentException as for {@link Discriminator#of}
   */
  public Discriminator discriminator(Model network, SampleShape shape) {
    boolean labelled = network instanceof ComputationGraph graph && graph.getNumInputArrays() == 2;
    return labelled
        ? Discriminator.of(network, shape, SampleShape.vector(classes))
        : Discriminator.of(network, shape);
  }

  /**
   * {@return the classes in some latents, a new array {@code [count, classes]}}
   *
   * @param latents {@code [count, size()]}
   * @throws IllegalArgumentException if there are no classes, or the latents are of another size
   */
  public INDArray classesOf(INDArray latents) {
    checkArgument(classes > 0, "latents of noise alone have no classes");
    checkArgument(
        latents.rank() == 2 && latents.size(1) == size(),
        "latents have %s values each; these are of the shape %s",
        size(),
        Arrays.toString(latents.shape()));
    return latents.get(NDArrayIndex.all(), NDArrayIndex.interval(noise, noise + classes)).dup('c');
  }

  /**
   * {@return an endless stream of latents: noise, codes that are uniform between -1 and 1, and all
   * classes, in turn or as often as their shares say}
   *
   * @param seed the same seed gives the same latents
   */
  public LatentSource source(long seed) {
    int[] inTurn = shares.isEmpty() ? IntStream.range(0, classes).toArray() : Shares.inTurn(shares);
    return source(seed, inTurn);
  }

  /**
   * {@return an endless stream of latents: noise, codes that are uniform between -1 and 1, and some
   * classes in turn}
   *
   * @param seed the same seed gives the same noise and codes, whichever the classes are
   * @param inTurn of the first vector, the second and so on, and then again; at least one, unless
   *     there are none to choose from
   * @throws IllegalArgumentException if there is no such class, or none given
   */
  public LatentSource source(long seed, int... inTurn) {
    LatentSource values = kind.source(noise, seed);
    if (classes == 0 && codes == 0) {
      checkArgument(inTurn.length == 0, "there are no classes to choose from");
      return values;
    }
    return new ChosenLatents(this, values, seed, inTurn);
  }
}
