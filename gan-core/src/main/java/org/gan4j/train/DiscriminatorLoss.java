package org.gan4j.train;

import org.gan4j.loss.AdversarialLoss;

/**
 * What one discriminator update saw.
 *
 * @param value the discriminator's loss, the mean of its loss on real and on generated images
 * @param onReal the mean judgement of the real images, see {@link AdversarialLoss#judgement}
 * @param onFake the mean judgement of the generated images
 */
public record DiscriminatorLoss(double value, double onReal, double onFake) {

  static DiscriminatorLoss of(Verdict onReal, Verdict onFake) {
    return new DiscriminatorLoss(
        (onReal.loss() + onFake.loss()) / 2, onReal.judgement(), onFake.judgement());
  }
}
