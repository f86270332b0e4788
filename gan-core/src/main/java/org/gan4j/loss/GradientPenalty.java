package org.gan4j.loss;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.gan4j.NativeArrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a discriminator pays for steep scores: a function of the slope at a sample {@code x}, the
 * Euclidean norm {@code |g|} over all of its values of the gradient {@code g} of its score there,
 * or of the sum of its scores where it has several, as of patches. The mean over the batch is added
 * to what the discriminator minimises.
 *
 * @param kind at which samples, and which function
 * @param weight γ or λ, above 0
 * @param every it is taken in every so manieth update of the discriminator, with so many times the
 *     weight (Karras et al. 2020, arXiv:1912.04958); 1 for each
 */
public record GradientPenalty(Kind kind, double weight, int every) {
  private static final String NONE = "none";

  private static final String FORM =
      "\"%s\" is no gradient penalty: write its name and weight, r1:0.5, and behind them, for every"
          + " sixteenth update alone, r1:0.5:16";

  /** Which penalty. */
  public enum Kind {
    /** {@code γ/2 |g|²} at real samples (Mescheder et al. 2018, arXiv:1801.04406). */
    R1,
    /** {@code γ/2 |g|²} at generated samples (the same). */
    R2,
    /**
     * {@code λ (|g| - 1)²} at a random point between each real sample and a generated one
     * (Gulrajani et al. 2017, arXiv:1704.00028).
     */
    WGAN_GP,
    /** {@code λ max(0, |g| - 1)²} there (Petzka et al. 2018, arXiv:1709.08894). */
    WGAN_LP,
    /**
     * {@code λ (|g| - 1)²} near real samples, {@code x + α u s / 2}, where {@code s} is the
     * standard deviation of all values in the batch, {@code u} is uniform from 0 to 1 in each value
     * and {@code α} in each sample (Kodali et al. 2017, arXiv:1705.07215).
     */
    DRAGAN;

    /** {@return the name for people and files, for example {@code wgan-gp}} */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Checks the numbers.
   *
   * @param kind any
   * @param weight above 0
   * @param every at least 1
   * @throws IllegalArgumentException if a number is out of its range
   */
  public GradientPenalty {
    checkArgument(
        weight > 0 && Double.isFinite(weight),
        "the weight of a gradient penalty is a number above 0, not %s",
        weight);
    checkArgument(
        every >= 1, "a gradient penalty is taken every 1 or more updates, not every %s", every);
  }

  /**
   * {@return R1: half of {@code gamma} times the squared slope at real samples}
   *
   * @param gamma 0.01 to 10 in published code; it grows with the size of images
   */
  public static GradientPenalty r1(double gamma) {
    return new GradientPenalty(Kind.R1, gamma, 1);
  }

  /**
   * {@return R2: half of {@code gamma} times the squared slope at generated samples}
   *
   * @param gamma as of {@link #r1}
   */
  public static GradientPenalty r2(double gamma) {
    return new GradientPenalty(Kind.R2, gamma, 1);
  }

  /**
   * {@return WGAN-GP: what draws slopes between real and generated samples to 1}
   *
   * @param lambda 10 in the paper
   */
  public static GradientPenalty wganGp(double lambda) {
    return new GradientPenalty(Kind.WGAN_GP, lambda, 1);
  }

  /**
   * {@return DRAGAN: what draws slopes near real samples to 1}
   *
   * @param lambda 10 in the paper
   */
  public static GradientPenalty dragan(double lambda) {
    return new GradientPenalty(Kind.DRAGAN, lambda, 1);
  }

  /**
   * {@return this WGAN-GP, but that slopes below 1 cost nothing}
   *
   * @throws IllegalArgumentException if it is another penalty
   */
  public GradientPenalty oneSided() {
    checkArgument(
        kind == Kind.WGAN_GP || kind == Kind.WGAN_LP,
        "%s has one side alone as it is, or none: oneSided() is for wganGp(lambda)",
        kind.word());
    return new GradientPenalty(Kind.WGAN_LP, weight, every);
  }

  /**
   * {@return this penalty, taken in every so manieth update alone, with so many times the weight}
   *
   * @param updates of the discriminator, at least 1; 16 is usual
   */
  public GradientPenalty every(int updates) {
    return new GradientPenalty(kind, weight, updates);
  }

  /**
   * {@return the penalty of a text, as {@link #toString} writes it}
   *
   * @param text for example {@code r1:0.5}, or {@code r1:0.5:16} for every sixteenth update
   * @throws IllegalArgumentException if it is none
   */
  public static GradientPenalty parse(String text) {
    String[] parts = text.split(":", -1);
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(one -> one.word().equals(parts[0]))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(unknown(parts[0])));
    checkArgument(parts.length == 2 || parts.length == 3, FORM, text);
    try {
      int every = parts.length == 3 ? Integer.parseInt(parts[2]) : 1;
      return new GradientPenalty(kind, Double.parseDouble(parts[1]), every);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(FORM.formatted(text), e);
    }
  }

  /**
   * {@return the penalties of a text, as {@link #words} writes it}
   *
   * @param text for example {@code r1:0.5,r2:0.5}; {@code none} for none
   * @throws IllegalArgumentException if it has something else in it
   */
  public static List<GradientPenalty> parseAll(String text) {
    return text.equals(NONE)
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(GradientPenalty::parse).toList();
  }

  /**
   * {@return the words for penalties: with commas between, or {@code none}}
   *
   * @param penalties any
   */
  public static String words(List<GradientPenalty> penalties) {
    return penalties.isEmpty()
        ? NONE
        : penalties.stream().map(GradientPenalty::toString).collect(Collectors.joining(","));
  }

  private static String unknown(String word) {
    String known = Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "));
    return "there is no gradient penalty \"%s\"; there are: %s".formatted(word, known);
  }

  /** {@return name, weight, and where it is not 1, how often: {@code r1:0.5}, {@code r1:0.5:16}} */
  @Override
  public String toString() {
    return kind.word() + ":" + weight + (every == 1 ? "" : ":" + every);
  }

  /** {@return the penalty of a slope} */
  private double value(double slope) {
    double above = slope - 1;
    return switch (kind) {
      case R1, R2 -> weight / 2 * slope * slope;
      case WGAN_GP, DRAGAN -> weight * above * above;
      case WGAN_LP -> above > 0 ? weight * above * above : 0;
    };
  }

  /** {@return the derivative of {@link #value}, divided by the slope; 0 at 0} */
  private double factor(double slope) {
    return switch (kind) {
      case R1, R2 -> weight;
      case WGAN_GP, DRAGAN -> slope == 0 ? 0 : 2 * weight * (slope - 1) / slope;
      case WGAN_LP -> slope > 1 ? 2 * weight * (slope - 1) / slope : 0;
    };
  }

  /**
   * {@return the penalty of a batch, and its gradient at the gradients of the scores, without what
   * {@link #every} multiplies it by}
   *
   * @param gradients {@code [batch, ...]}, of each sample's score at the sample; stays the caller's
   */
  public ScoreLoss of(INDArray gradients) {
    long batch = gradients.size(0);
    INDArray derivative = gradients.dup('c');
    double sum = 0;
    try (INDArray norms = NativeArrays.norms(derivative);
        INDArray factors = Nd4j.createUninitialized(derivative.dataType(), batch, 1)) {
      for (int i = 0; i < batch; i++) {
        double slope = norms.getDouble(i, 0);
        sum += value(slope);
        factors.putScalar(i, 0, factor(slope) / batch);
      }
      NativeArrays.multiplyRows(derivative, factors);
    }
    return new ScoreLoss(sum / batch, derivative);
  }
}
