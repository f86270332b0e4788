package org.gan4j.loss;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The losses of the literature; {@code s} is a raw score, {@code σ} the logistic sigmoid. */
public final class Losses {
  private static final ImmutableMap<String, AdversarialLoss> NAMED =
      ImmutableMap.of(
          "non-saturating", logistic(s -> softplus(-s), s -> -sigmoid(-s)),
          "minimax", logistic(s -> -softplus(s), s -> -sigmoid(s)),
          "least-squares", leastSquaresTerms(),
          "wasserstein", wassersteinTerms(),
          "hinge", hingeTerms(),
          "relativistic", logistic(false),
          "relativistic-average", logistic(true),
          "relativistic-average-least-squares", relativisticLeastSquares(),
          "relativistic-hinge", relativisticHingeTerms());

  private Losses() {}

  /**
   * {@return the loss of a name: that of its method here, in lower case and with hyphens}
   *
   * @param name for example {@code "least-squares"}
   * @throws IllegalArgumentException if there is none; the message lists those that there are
   */
  public static AdversarialLoss named(String name) {
    AdversarialLoss loss = NAMED.get(name);
    checkArgument(
        loss != null,
        "there is no loss \"%s\"; there are: %s",
        name,
        String.join(", ", NAMED.keySet()));
    return loss;
  }

  /** Returns the name of one of the losses here, if it is one. */
  static Optional<String> nameOf(AdversarialLoss loss) {
    return NAMED.entrySet().stream()
        .filter(named -> named.getValue() == loss)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * {@return the logistic loss with the non-saturating generator (Goodfellow et al. 2014,
   * arXiv:1406.2661, section 3): real {@code -log σ(s)}, fake {@code -log(1 - σ(s))}, generator
   * {@code -log σ(s)}; what Keras tutorials call binary cross-entropy}
   */
  public static AdversarialLoss nonSaturating() {
    return named("non-saturating");
  }

  /**
   * {@return the original minimax game (Goodfellow et al. 2014, equation 1): the discriminator as
   * in {@link #nonSaturating}, generator {@code log(1 - σ(s))}, which is bounded by 0 from above
   * and whose gradient vanishes where the discriminator is sure}
   */
  public static AdversarialLoss minimax() {
    return named("minimax");
  }

  /**
   * {@return the least-squares loss (Mao et al. 2017, arXiv:1611.04076, with a = 0, b = c = 1):
   * real and generator {@code (s - 1)² / 2}, fake {@code s² / 2}}
   */
  public static AdversarialLoss leastSquares() {
    return named("least-squares");
  }

  /**
   * {@return the Wasserstein loss (Arjovsky et al. 2017, arXiv:1701.07875): real {@code -s}, fake
   * {@code s}, generator {@code -s}; the critic has to be kept Lipschitz by other means, for
   * example by clipping its weights}
   */
  public static AdversarialLoss wasserstein() {
    return named("wasserstein");
  }

  /**
   * {@return the hinge loss (Lim and Ye 2017, arXiv:1705.02894; Miyato et al. 2018,
   * arXiv:1802.05957): real {@code max(0, 1 - s)}, fake {@code max(0, 1 + s)}, generator {@code
   * -s}; the derivative at a corner is 0}
   */
  public static AdversarialLoss hinge() {
    return named("hinge");
  }

  /**
   * {@return the relativistic paired loss, RpGAN (Jolicoeur-Martineau 2019, arXiv:1901.02474; with
   * {@link GradientPenalty#r1} and {@link GradientPenalty#r2} that of R3GAN, Huang et al. 2024,
   * arXiv:2501.05441): discriminator {@code -log σ(r - f)}, generator {@code -log σ(f - r)}, where
   * {@code r} is the score of a real image and {@code f} that of the generated one beside it}
   */
  public static CoupledLoss relativistic() {
    return coupled("relativistic");
  }

  /**
   * {@return the relativistic average loss, RaGAN (Jolicoeur-Martineau 2018, arXiv:1807.00734), as
   * its author's program has it: the discriminator half of the mean of {@code -log σ(r - F)} and
   * that of {@code -log σ(R - f)}, where {@code R} and {@code F} are the mean scores of real and of
   * generated images; the generator with the roles swapped}
   */
  public static CoupledLoss relativisticAverage() {
    return coupled("relativistic-average");
  }

  /**
   * {@return the relativistic average least-squares loss, RaLSGAN (the same paper): the
   * discriminator half of the mean of {@code (r - F - 1)²} and that of {@code (f - R + 1)²}, the
   * generator with the roles swapped}
   */
  public static CoupledLoss relativisticAverageLeastSquares() {
    return coupled("relativistic-average-least-squares");
  }

  /**
   * {@return the relativistic paired hinge loss (arXiv:1901.02474): discriminator {@code max(0, 1 -
   * (r - f))}, generator {@code max(0, 1 - (f - r))}; the derivative at a corner is 0}
   */
  public static CoupledLoss relativisticHinge() {
    return coupled("relativistic-hinge");
  }

  private static CoupledLoss coupled(String name) {
    return (CoupledLoss) named(name);
  }

  private static CoupledLoss logistic(boolean averages) {
    return new Relativistic(averages, d -> softplus(-d), d -> -sigmoid(-d), Losses::sigmoid);
  }

  private static CoupledLoss relativisticLeastSquares() {
    return new Relativistic(
        true, d -> (d - 1) * (d - 1), d -> 2 * (d - 1), DoubleUnaryOperator.identity());
  }

  private static CoupledLoss relativisticHingeTerms() {
    return new Relativistic(
        false, d -> Math.max(0, 1 - d), d -> d < 1 ? -1 : 0, DoubleUnaryOperator.identity());
  }

  private static AdversarialLoss leastSquaresTerms() {
    return new Elementwise(
        new Term(s -> (s - 1) * (s - 1) / 2, s -> s - 1),
        new Term(s -> s * s / 2, s -> s),
        new Term(s -> (s - 1) * (s - 1) / 2, s -> s - 1),
        DoubleUnaryOperator.identity(),
        OptionalDouble.of(0.5));
  }

  private static AdversarialLoss wassersteinTerms() {
    return new Elementwise(
        new Term(s -> -s, s -> -1),
        new Term(s -> s, s -> 1),
        new Term(s -> -s, s -> -1),
        DoubleUnaryOperator.identity(),
        OptionalDouble.empty());
  }

  private static AdversarialLoss hingeTerms() {
    return new Elementwise(
        new Term(s -> Math.max(0, 1 - s), s -> s < 1 ? -1 : 0),
        new Term(s -> Math.max(0, 1 + s), s -> s > -1 ? 1 : 0),
        new Term(s -> -s, s -> -1),
        DoubleUnaryOperator.identity(),
        OptionalDouble.of(0));
  }

  private static AdversarialLoss logistic(
      DoubleUnaryOperator generator, DoubleUnaryOperator derivative) {
    return new Elementwise(
        new Term(s -> softplus(-s), s -> -sigmoid(-s)),
        new Term(Losses::softplus, Losses::sigmoid),
        new Term(generator, derivative),
        Losses::sigmoid,
        OptionalDouble.of(0));
  }

  /** log(1 + e^s) without overflow, and exact where e^s or e^-s is tiny. */
  private static double softplus(double s) {
    return Math.max(s, 0) + Math.log1p(Math.exp(-Math.abs(s)));
  }

  private static double sigmoid(double s) {
    double e = Math.exp(-Math.abs(s));
    return s >= 0 ? 1 / (1 + e) : e / (1 + e);
  }

  private record Term(DoubleUnaryOperator loss, DoubleUnaryOperator derivative) {
    ScoreLoss of(INDArray scores) {
      return ScoreLoss.mean(scores, loss, derivative);
    }
  }

  private record Elementwise(
      Term onReal,
      Term onFake,
      Term forGenerator,
      DoubleUnaryOperator meaning,
      OptionalDouble boundary)
      implements AdversarialLoss {
    @Override
    public ScoreLoss real(INDArray scores) {
      return onReal.of(scores);
    }

    @Override
    public ScoreLoss fake(INDArray scores) {
      return onFake.of(scores);
    }

    @Override
    public ScoreLoss generator(INDArray scores) {
      return forGenerator.of(scores);
    }

    @Override
    public double judgement(double score) {
      return meaning.applyAsDouble(score);
    }
  }
}
