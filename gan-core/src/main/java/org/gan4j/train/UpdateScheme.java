package org.gan4j.train;

import org.gan4j.Discriminator;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.ScoreLoss;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The ways in which published code makes one discriminator update. A schedule of the
 * discriminator's learning rate counts optimiser steps, of which {@link #SEPARATE} makes two an
 * update.
 */
public enum UpdateScheme {
  /**
   * One optimiser step on a real batch, then one on a generated batch of the same size: Keras
   * tutorials with two calls of {@code train_on_batch}. BatchNorm sees each kind by itself.
   */
  SEPARATE {
    @Override
    DiscriminatorLoss update(
        Discriminator discriminator, AdversarialLoss loss, INDArray real, INDArray fake) {
      Verdict onReal = Verdict.onReal(discriminator, loss, real);
      discriminator.update();
      Verdict onFake = Verdict.onFake(discriminator, loss, fake);
      discriminator.update();
      return DiscriminatorLoss.of(onReal, onFake);
    }
  },

  /**
   * One optimiser step on real and generated images together, as many of each as the batch size;
   * the loss is the mean over both. BatchNorm sees the mixture.
   */
  COMBINED {
    @Override
    DiscriminatorLoss update(
        Discriminator discriminator, AdversarialLoss loss, INDArray real, INDArray fake) {
      try (INDArray images = Nd4j.concat(0, real, fake);
          INDArray scores = discriminator.forward(images);
          INDArray realScores = rows(scores, 0, real.size(0));
          INDArray fakeScores = rows(scores, real.size(0), scores.size(0));
          ScoreLoss onReal = loss.real(realScores);
          ScoreLoss onFake = loss.fake(fakeScores);
          ScoreLoss onBoth = onReal.beside(onFake)) {
        discriminator.accumulate(onBoth.gradient());
        discriminator.update();
        return DiscriminatorLoss.of(
            Verdict.of(loss, realScores, onReal), Verdict.of(loss, fakeScores, onFake));
      }
    }
  },

  /** As {@link #COMBINED}, but one half of the batch size is real and the other half generated. */
  HALVES {
    @Override
    int realImages(int batchSize) {
      return batchSize / 2;
    }

    @Override
    DiscriminatorLoss update(
        Discriminator discriminator, AdversarialLoss loss, INDArray real, INDArray fake) {
      return COMBINED.update(discriminator, loss, real, fake);
    }
  },

  /**
   * Both players from the same generated images, each against the other as it was before the step:
   * the custom training step of TensorFlow's tutorials. The discriminator's gradient is that of the
   * sum of its mean on real and its mean on generated images, which BatchNorm sees each by itself.
   */
  SIMULTANEOUS {
    @Override
    DiscriminatorLoss update(
        Discriminator discriminator, AdversarialLoss loss, INDArray real, INDArray fake) {
      Verdict onReal = Verdict.onReal(discriminator, loss, real);
      Verdict onFake = Verdict.onFake(discriminator, loss, fake);
      discriminator.update();
      return DiscriminatorLoss.of(onReal, onFake);
    }
  };

  /** Returns how many real images, and as many generated ones, one update takes. */
  int realImages(int batchSize) {
    return batchSize;
  }

  /** Updates the discriminator alone, on images and as many generated ones. */
  abstract DiscriminatorLoss update(
      Discriminator discriminator, AdversarialLoss loss, INDArray real, INDArray fake);

  private static INDArray rows(INDArray scores, long from, long to) {
    return scores.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
  }
}
