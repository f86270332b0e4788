package org.gan4j.flow;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.gan4j.NativeArrays;
import org.gan4j.loss.CoupledLoss.OfBoth;
import org.gan4j.loss.CrossEntropy;
import org.gan4j.loss.ScoreLoss;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A part of what players descend: a loss of flows, and its weight. */
public final class Term {
  private final String name; // null if nobody is to hear of it
  private final double weight;
  private final ImmutableList<Flow> flows;
  private final Function<List<INDArray>, Loss> loss;

  private Term(String name, double weight, List<Flow> flows, Function<List<INDArray>, Loss> loss) {
    checkArgument(Double.isFinite(weight), "a term's weight is a finite number, not %s", weight);
    this.name = name;
    this.weight = weight;
    this.flows = ImmutableList.copyOf(flows);
    this.loss = loss;
  }

  /**
   * {@return a term of one flow, with a weight of 1}
   *
   * @param scores or anything else that the loss is a function of
   * @param loss for example {@code loss::generator}
   */
  public static Term of(Flow scores, Function<INDArray, ScoreLoss> loss) {
    return of(List.of(scores), arrays -> whole(loss.apply(arrays.get(0))));
  }

  private static Loss whole(ScoreLoss loss) {
    return new Loss(loss.value(), List.of(loss.gradient()));
  }

  /**
   * {@return a term of several flows, with a weight of 1}
   *
   * @param flows that the loss is a function of
   * @param loss of their arrays, in that order
   */
  public static Term of(List<Flow> flows, Function<List<INDArray>, Loss> loss) {
    return new Term(null, 1, flows, loss);
  }

  /**
   * {@return a term of the scores of real and of generated images, with a weight of 1}
   *
   * @param onReal scores of real images
   * @param onFake scores of generated images
   * @param loss of both, for example {@code loss::discriminator}
   */
  public static Term of(Flow onReal, Flow onFake, BiFunction<INDArray, INDArray, OfBoth> loss) {
    return of(
        List.of(onReal, onFake),
        scores -> {
          OfBoth ofBoth = loss.apply(scores.get(0), scores.get(1));
          return new Loss(ofBoth.value(), List.of(ofBoth.atReal(), ofBoth.atFake()));
        });
  }

  /**
   * {@return the mean of {@code |made - wanted|} over all values, at which {@code made} alone
   * descends; the derivative at 0 is 0}
   *
   * @param made of any shape
   * @param wanted of the same, taken as given
   */
  public static Term l1(Flow made, Flow wanted) {
    return l1(made, wanted.array());
  }

  /**
   * {@return as {@link #l1(Flow, Flow)}, of an array that is on no tape}
   *
   * @param made of any shape
   * @param wanted of the same
   */
  public static Term l1(Flow made, INDArray wanted) {
    return of(List.of(made), arrays -> absolute(arrays.get(0), wanted));
  }

  /**
   * {@return the cross entropy of classes: the mean over the rows of {@code -sum wanted * log
   * softmax(logits)}, in nats, computed in double precision. Its gradient is {@code
   * (softmax(logits) * sum wanted - wanted) / rows}}
   *
   * @param logits {@code [rows, classes]}
   * @param wanted of the same shape: zeros and a one in each row, or probabilities; taken as given
   */
  public static Term crossEntropy(Flow logits, INDArray wanted) {
    return of(logits, array -> CrossEntropy.of(array, wanted));
  }

  /**
   * {@return half of the squared distance: the mean over the rows of {@code sum (made - wanted)² /
   * 2}, which is the negative log-likelihood of a normal distribution with deviation 1, less its
   * constant}
   *
   * @param made {@code [rows, values]}
   * @param wanted of the same shape, taken as given
   */
  public static Term squares(Flow made, INDArray wanted) {
    return of(List.of(made), arrays -> squared(arrays.get(0), wanted));
  }

  private static Loss squared(INDArray made, INDArray wanted) {
    checkSameShape(made, wanted);
    double[] values = NativeArrays.values(made);
    double[] others = NativeArrays.values(wanted);
    long rows = made.size(0);
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double difference = values[i] - others[i];
      sum += difference * difference / 2;
      values[i] = difference / rows;
    }
    return new Loss(sum / rows, List.of(Nd4j.create(values, made.shape(), made.dataType())));
  }

  private static void checkSameShape(INDArray made, INDArray wanted) {
    checkArgument(
        Arrays.equals(made.shape(), wanted.shape()),
        "arrays of the shapes %s and %s cannot be compared",
        Arrays.toString(made.shape()),
        Arrays.toString(wanted.shape()));
  }

  private static Loss absolute(INDArray made, INDArray wanted) {
    checkSameShape(made, wanted);
    double[] values = NativeArrays.values(made);
    double[] others = NativeArrays.values(wanted);
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double difference = values[i] - others[i];
      sum += Math.abs(difference);
      values[i] = Math.signum(difference) / values.length;
    }
    INDArray gradient = Nd4j.create(values, made.shape(), made.dataType());
    return new Loss(sum / values.length, List.of(gradient));
  }

  /**
   * {@return the same with another weight, by which value and gradient are multiplied}
   *
   * @param factor any finite number
   */
  public Term times(double factor) {
    return new Term(name, weight * factor, flows, loss);
  }

  /**
   * {@return the same under a name, by which its value, without the weight, is among the numbers of
   * the step}
   *
   * @param logged for example {@code g_l1}
   */
  public Term named(String logged) {
    return new Term(logged, weight, flows, loss);
  }

  Optional<String> name() {
    return Optional.ofNullable(name);
  }

  List<Flow> flows() {
    return flows;
  }

  /** Returns the value and the gradients, without the weight. */
  Loss compute() {
    return loss.apply(flows.stream().map(Flow::array).toList());
  }

  double weight() {
    return weight;
  }
}
