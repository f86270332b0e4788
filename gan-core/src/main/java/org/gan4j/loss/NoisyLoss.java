package org.gan4j.loss;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.stream.Collectors.partitioningBy;

import com.google.common.primitives.Ints;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gan4j.Resumable;
import org.gan4j.Seeds;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Labels that are wrong now and then. */
final class NoisyLoss implements AdversarialLoss, Resumable {
  private final AdversarialLoss loss;
  private final double probability;
  private final long seed;
  private long batches;

  NoisyLoss(AdversarialLoss loss, double probability, long seed) {
    checkArgument(
        probability >= 0 && probability < 0.5,
        "the probability of a wrong label lies between 0 and below 0.5, not at %s",
        probability);
    this.loss = loss;
    this.probability = probability;
    this.seed = seed;
  }

  /** Returns the loss whose labels are wrong now and then. */
  AdversarialLoss loss() {
    return loss;
  }

  /** Returns how often a label is wrong. */
  double probability() {
    return probability;
  }

  long seed() {
    return seed;
  }

  @Override
  public ScoreLoss real(INDArray scores) {
    return noisy(scores, loss::real, loss::fake);
  }

  @Override
  public ScoreLoss fake(INDArray scores) {
    return noisy(scores, loss::fake, loss::real);
  }

  /** Splits the batch into images with right and with wrong labels, and joins their losses. */
  private ScoreLoss noisy(
      INDArray scores, Function<INDArray, ScoreLoss> right, Function<INDArray, ScoreLoss> wrong) {
    SplittableRandom random = new SplittableRandom(Seeds.at(seed, batches++));
    Map<Boolean, List<Integer>> rows =
        IntStream.range(0, (int) scores.size(0))
            .boxed()
            .collect(partitioningBy(row -> random.nextDouble() < probability));
    INDArray gradient = Nd4j.createUninitialized(scores.dataType(), scores.shape());
    long[] flat = {scores.size(0), scores.length() / scores.size(0)}; // an image's patches in a row
    INDArray all = scores.reshape('c', flat);
    INDArray atAll = gradient.reshape('c', flat);
    double value =
        join(all, rows.get(false), right, atAll) + join(all, rows.get(true), wrong, atAll);
    return new ScoreLoss(value, gradient);
  }

  /** Puts the rows' share into the gradient and returns their share of the value. */
  private static double join(
      INDArray scores, List<Integer> rows, Function<INDArray, ScoreLoss> rule, INDArray gradient) {
    if (rows.isEmpty()) {
      return 0;
    }
    int[] indices = Ints.toArray(rows);
    double weight = (double) indices.length / scores.size(0);
    try (INDArray chosen = scores.getRows(indices);
        ScoreLoss share = rule.apply(chosen)) {
      for (int i = 0; i < indices.length; i++) {
        for (int k = 0; k < scores.size(1); k++) {
          gradient.putScalar(indices[i], k, weight * share.gradient().getDouble(i, k));
        }
      }
      return weight * share.value();
    }
  }

  @Override
  public ScoreLoss generator(INDArray scores) {
    return loss.generator(scores);
  }

  @Override
  public AdversarialLoss forRun(long runSeed) {
    return new NoisyLoss(loss.forRun(runSeed), probability, Seeds.at(runSeed, seed));
  }

  /** Smooths what is inside, so that both of a smoothed label's sides see the same wrong labels. */
  @Override
  public AdversarialLoss smoothed(double target) {
    return new NoisyLoss(loss.smoothed(target), probability, seed);
  }

  @Override
  public long position() {
    return batches;
  }

  @Override
  public void position(long position) {
    checkArgument(position >= 0, "labels were drawn for 0 batches or more, not %s", position);
    batches = position;
  }

  /** Whether another would draw the same wrong labels, if both began anew. */
  @Override
  public boolean equals(Object other) {
    return other instanceof NoisyLoss noisy
        && loss.equals(noisy.loss)
        && probability == noisy.probability
        && seed == noisy.seed;
  }

  @Override
  public int hashCode() {
    return Objects.hash(loss, probability, seed);
  }

  /** Words that tell it from every other loss, in any process. */
  @Override
  public String toString() {
    return "NoisyLoss[loss=%s, probability=%s, seed=%s]"
        .formatted(
            NamedLoss.of(loss).map(Object::toString).orElseGet(loss::toString), probability, seed);
  }

  @Override
  public OptionalDouble boundary() {
    return loss.boundary();
  }

  @Override
  public double judgement(double score) {
    return loss.judgement(score);
  }
}
