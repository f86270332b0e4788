package org.gan4j.loss;

import static com.google.common.base.Preconditions.checkArgument;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One of the usual losses in words and numbers, as a file or a command line says it.
 *
 * @param name of one of {@link Losses}, see {@link Losses#named}
 * @param smoothing how much of a real image's label is taken away, from 0 to below 0.5: 0.1 is
 *     {@code smoothed(0.9)}, 0 is none
 * @param noise the probability of a wrong label, from 0 to below 0.5; 0 is none
 */
public record NamedLoss(String name, double smoothing, double noise) {
  /** The run's own seed is mixed into it. */
  private static final long NOISE_SEED = 0;

  /**
   * Checks the name and the numbers.
   *
   * @param name of one of {@link Losses}
   * @param smoothing from 0 to below 0.5
   * @param noise from 0 to below 0.5
   * @throws IllegalArgumentException if there is no loss of the name, a number is out of its range,
   *     or the loss has no labels that could be smoothed or wrong
   */
  public NamedLoss {
    checkShare(smoothing, "label smoothing");
    checkShare(noise, "label noise");
    loss(name, smoothing, noise);
  }

  private static void checkShare(double share, String what) {
    checkArgument(share >= 0 && share < 0.5, "%s is from 0 to below 0.5, not %s", what, share);
  }

  /**
   * {@return the words for a loss, if it is one of {@link Losses}, as it is, {@code smoothed}, or
   * {@code noisy} with seed 0}
   *
   * @param loss any
   */
  public static Optional<NamedLoss> of(AdversarialLoss loss) {
    if (loss instanceof NoisyLoss noisy) {
      return Optional.of(noisy)
          .filter(n -> n.seed() == NOISE_SEED)
          .flatMap(n -> smooth(n.loss(), n.probability()));
    }
    return smooth(loss, 0);
  }

  private static Optional<NamedLoss> smooth(AdversarialLoss loss, double noise) {
    return loss instanceof SmoothedLoss smoothed
        ? plain(smoothed.loss(), lessThanOne(smoothed.target()), noise)
        : plain(loss, 0, noise);
  }

  private static Optional<NamedLoss> plain(AdversarialLoss loss, double smoothing, double noise) {
    return Losses.nameOf(loss).map(name -> new NamedLoss(name, smoothing, noise));
  }

  /** In decimals, so that what is left of 1 without 0.9 is 0.1. */
  private static double lessThanOne(double number) {
    return BigDecimal.ONE.subtract(BigDecimal.valueOf(number)).doubleValue();
  }

  /** {@return the loss} */
  public AdversarialLoss loss() {
    return loss(name, smoothing, noise);
  }

  private static AdversarialLoss loss(String name, double smoothing, double noise) {
    AdversarialLoss plain = Losses.named(name);
    AdversarialLoss smooth = smoothing == 0 ? plain : plain.smoothed(lessThanOne(smoothing));
    return noise == 0 ? smooth : smooth.noisy(noise, NOISE_SEED);
  }
}
