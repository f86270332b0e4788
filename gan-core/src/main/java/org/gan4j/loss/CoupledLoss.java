package org.gan4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A loss that judges real and generated images by one another: what either player minimises is a
 * function of the scores of both, and of real images by themselves it says nothing. {@link Losses}
 * has the relativistic ones, of which {@link #discriminator} depends on differences of scores
 * alone, so that a number that is added to all scores changes nothing.
 *
 * <p>Such a loss needs an update of the discriminator that has both kinds of images before it:
 * every {@link org.gan4j.game.UpdateScheme} but {@code SEPARATE}. It has no smoothed or noisy
 * labels, as it has no labels.
 */
public interface CoupledLoss extends AdversarialLoss {
  /**
   * The discriminator's loss and its gradients. It owns their memory.
   *
   * @param value of the loss
   * @param atReal the gradient of {@code value} at the scores of real images, in their shape
   * @param atFake the gradient of {@code value} at the scores of generated images, in their shape
   */
  record OfBoth(double value, INDArray atReal, INDArray atFake) implements AutoCloseable {
    /** Frees both gradients. */
    @Override
    public void close() {
      atReal.close();
      atFake.close();
    }
  }

  /**
   * {@return the discriminator's whole loss}
   *
   * @param onReal scores of real images, {@code [batch, 1]}
   * @param onFake scores of generated images, in the same order as those that they are beside
   */
  OfBoth discriminator(INDArray onReal, INDArray onFake);

  /**
   * {@return the generator's loss, and its gradient at the scores of generated images; those of
   * real images are taken as given}
   *
   * @param onFake scores of generated images, {@code [batch, 1]}
   * @param onReal scores of real images by the same discriminator
   */
  ScoreLoss generator(INDArray onFake, INDArray onReal);

  /**
   * {@return what is written to logs as D(x) of real images, or as D(G(z)) of generated ones: by
   * how much they are taken for more real than the others, each by {@link #judgement} of the
   * difference of their scores}
   *
   * @param scores of images of one kind
   * @param others scores of the other kind
   */
  double meanJudgement(INDArray scores, INDArray others);

  /**
   * {@return what a difference of two scores means: the probability that the first image is the
   * more real one where this loss gives differences that meaning, else the difference itself}
   *
   * @param difference of a raw score and another
   */
  @Override
  default double judgement(double difference) {
    return difference;
  }

  /** There is none by itself: see {@link #discriminator}. */
  @Override
  default ScoreLoss real(INDArray scores) {
    throw alone();
  }

  /** There is none by itself: see {@link #discriminator}. */
  @Override
  default ScoreLoss fake(INDArray scores) {
    throw alone();
  }

  /** There is none by itself: see {@link #generator(INDArray, INDArray)}. */
  @Override
  default ScoreLoss generator(INDArray scores) {
    throw alone();
  }

  private static UnsupportedOperationException alone() {
    return new UnsupportedOperationException(
        "this loss judges real and generated images by one another: ask for discriminator(onReal,"
            + " onFake) and generator(onFake, onReal)");
  }

  /**
   * Is refused: images are compared here, and have no labels.
   *
   * @throws IllegalArgumentException always
   */
  @Override
  default AdversarialLoss smoothed(double target) {
    throw unlabelled("label smoothing");
  }

  /**
   * Is refused: images are compared here, and have no labels.
   *
   * @throws IllegalArgumentException always
   */
  @Override
  default AdversarialLoss noisy(double probability, long seed) {
    throw unlabelled("label noise");
  }

  private static IllegalArgumentException unlabelled(String what) {
    return new IllegalArgumentException(
        ("a loss that judges real and generated images by one another has no labels, and so no %s:"
                + " use none, or another loss")
            .formatted(what));
  }
}
