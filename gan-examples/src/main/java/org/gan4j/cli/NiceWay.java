package org.gan4j.cli;

import java.util.Optional;
import org.gan4j.GanException;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.CoupledLoss;
import org.gan4j.loss.NamedLoss;

/** How a discriminator chooses among samples. */
enum NiceWay {
  /** The highest scores: {@link org.gan4j.draw.BestSamples}. */
  BEST(0.05),
  /** Rejection sampling: {@link org.gan4j.draw.AcceptedLatents}. */
  REJECTION(0.25);

  private final double usualShare;

  NiceWay(double usualShare) {
    this.usualShare = usualShare;
  }

  /** The share that is kept, or accepted, unless another one is asked for. */
  double usualShare() {
    return usualShare;
  }

  /**
   * Whether scores are logits by themselves, which rejection sampling takes them for: 0 is an even
   * chance.
   */
  static boolean areLogits(AdversarialLoss loss) {
    return !(loss instanceof CoupledLoss) && loss.judgement(0) == 0.5;
  }

  /**
   * Checks that a way can be gone, as far as the loss is known.
   *
   * @throws GanException if scores are no logits, and it needs some
   */
  void check(Optional<AdversarialLoss> loss) {
    if (this == REJECTION && loss.isPresent() && !areLogits(loss.get())) {
      throw new GanException(
          "--nice=rejection takes scores for logits, and those of the loss %s are none: use --nice, or"
                  .formatted(NamedLoss.of(loss.get()).map(NamedLoss::name).orElse("of this run"))
              + " a run with the loss non-saturating or minimax");
    }
  }
}
