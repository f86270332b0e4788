package org.gan4j.flow;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gan4j.Link;
import org.gan4j.Player;
import org.gan4j.loss.GradientPenalty;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The scope of one step: what flowed through which links, so that there is a way back. Players
 * {@linkplain #descend descend} a sum of {@linkplain Term terms}: the gradients of their parameters
 * are added to what waits for their update, and nothing else changes. Every other player on the way
 * is asked for the gradient at its inputs alone; that is what <b>frozen</b> means here, and its
 * parameters, updater state, waiting gradients and running statistics are the same bits afterwards.
 *
 * <p><b>Ownership.</b> Every array that came out of a link is the tape's, and dies with it at the
 * end of the step; so is what it was {@linkplain #take given to take}. {@link Flow#keep} is a copy,
 * the caller's.
 */
public final class Tape implements AutoCloseable {
  private final List<Crossing> crossings = new ArrayList<>();
  private final List<INDArray> taken = new ArrayList<>();
  private final Map<String, Double> numbers = new LinkedHashMap<>();

  /**
   * {@return a flow of values that come from nowhere}
   *
   * @param array stays the caller's, and as it is until the step ends
   */
  public Flow of(INDArray array) {
    return new Flow(array, null);
  }

  /**
   * {@return a flow of values that come from nowhere}
   *
   * @param array the tape's from now on
   */
  public Flow take(INDArray array) {
    taken.add(array);
    return of(array);
  }

  /**
   * {@return what one link of one output makes of flows}
   *
   * @param link for example a player
   * @param flows its inputs
   * @throws IllegalStateException if it has more outputs
   */
  public Flow through(Link link, Flow... flows) {
    List<Flow> outputs = all(link, flows);
    checkState(outputs.size() == 1, "the link has %s outputs, not one", outputs.size());
    return outputs.get(0);
  }

  /**
   * {@return all that a link makes of flows, in the order of its outputs}
   *
   * @param link for example a player
   * @param flows its inputs
   */
  public List<Flow> all(Link link, Flow... flows) {
    Crossing crossing = new Crossing(link, List.of(flows));
    crossings.add(crossing);
    return crossing.outputs();
  }

  /**
   * Adds the gradients of a weighted sum of terms to those that wait for the learners' updates. May
   * be called any number of times, also for the same flows.
   *
   * @param learners whose parameters the sum is to be descended by
   * @param terms what is summed; those with names are among the {@link #numbers}
   * @return the weighted sum
   */
  public double descend(Collection<? extends Player> learners, Collection<Term> terms) {
    Set<Crossing> leading = leading(learners);
    IdentityHashMap<Flow, INDArray> gradients = new IdentityHashMap<>();
    double sum = 0;
    for (Term term : terms) {
      Loss loss = term.compute();
      sum += term.weight() * loss.value();
      term.name().ifPresent(name -> numbers.put(name, loss.value()));
      for (int i = 0; i < loss.gradients().size(); i++) {
        INDArray gradient = loss.gradients().get(i);
        if (gradient != null && term.weight() != 1) {
          multiply(gradient, term.weight());
        }
        add(term.flows().get(i), gradient, leading, gradients);
      }
    }
    for (int i = crossings.size() - 1; i >= 0; i--) {
      if (leading.contains(crossings.get(i))) {
        back(crossings.get(i), learners, leading, gradients);
      }
    }
    return sum;
  }

  /**
   * As {@link #descend(Collection, Collection)}, for one learner.
   *
   * @param learner whose parameters the sum is to be descended by
   * @param terms what is summed
   * @return the weighted sum
   */
  public double descend(Player learner, Term... terms) {
    return descend(List.of(learner), List.of(terms));
  }

  /**
   * Adds the gradient of a penalty of steep scores to those that wait for the learner's update. It
   * is exact, as by double backprop, where all of the network has second derivatives, and else that
   * of secants' slopes.
   *
   * @param learner a player that gave the scores
   * @param scores came out of it; their samples are its first input, and what is given beside stays
   *     as it is
   * @param penalty of their slopes at the samples
   * @param times what its weight is multiplied by here
   * @return the penalty, without {@code times}
   * @throws IllegalArgumentException if the scores came out of something else
   */
  public double penalise(Player learner, Flow scores, GradientPenalty penalty, double times) {
    Crossing judged = scores.origin();
    checkArgument(
        judged != null && judged.learns(List.of(learner)),
        "a gradient penalty is for scores as the discriminator gives them, not for what was made of"
            + " them");
    return judged.slopes(scores, penalty).descend(times);
  }

  /** As {@code muli}, which leaves an array of the factor behind. */
  static void multiply(INDArray array, double factor) {
    ScalarMultiplication product = new ScalarMultiplication(array, factor);
    product.setZ(array);
    Nd4j.getExecutioner().exec(product);
    product.scalar().close();
  }

  /** Returns where a learner is, or was before. */
  private Set<Crossing> leading(Collection<? extends Player> learners) {
    Set<Crossing> leading = new HashSet<>();
    for (Crossing crossing : crossings) {
      if (crossing.learns(learners) || leads(crossing.inputs(), leading)) {
        leading.add(crossing);
      }
    }
    return leading;
  }

  private static boolean leads(List<Flow> flows, Set<Crossing> leading) {
    return flows.stream().anyMatch(flow -> leading.contains(flow.origin()));
  }

  private static void back(
      Crossing crossing,
      Collection<? extends Player> learners,
      Set<Crossing> leading,
      IdentityHashMap<Flow, INDArray> gradients) {
    INDArray[] atOutputs =
        crossing.outputs().stream().map(gradients::remove).toArray(INDArray[]::new);
    boolean any = false;
    for (INDArray gradient : atOutputs) {
      any |= gradient != null;
    }
    if (!any) { // the terms do not depend on it
      return;
    }
    boolean through = leads(crossing.inputs(), leading);
    List<INDArray> atInputs = crossing.back(crossing.learns(learners), through, atOutputs);
    for (INDArray gradient : atOutputs) {
      if (gradient != null) {
        gradient.close();
      }
    }
    for (int i = 0; i < atInputs.size(); i++) {
      add(crossing.inputs().get(i), atInputs.get(i), leading, gradients);
    }
  }

  /** Adds to the gradient at a flow, or frees it where it leads to nobody who learns. */
  private static void add(
      Flow flow,
      INDArray gradient,
      Set<Crossing> leading,
      IdentityHashMap<Flow, INDArray> gradients) {
    if (gradient == null) {
      return;
    }
    if (!leading.contains(flow.origin())) {
      gradient.close();
      return;
    }
    INDArray before = gradients.putIfAbsent(flow, gradient);
    if (before != null) {
      before.addi(gradient);
      gradient.close();
    }
  }

  /**
   * {@return whether a flow depends on a player's parameters: whether it would learn from a term of
   * it}
   *
   * @param flow of this tape
   * @param player any
   */
  public boolean reaches(Flow flow, Player player) {
    return leading(List.of(player)).contains(flow.origin());
  }

  /**
   * Notes a number of the step, for logs. A later one of the same name takes its place.
   *
   * @param name for example {@code d_loss}
   * @param value any
   */
  public void note(String name, double value) {
    numbers.put(name, value);
  }

  /** {@return what was noted so far, and the values of the terms that have names, by name} */
  public Map<String, Double> numbers() {
    return ImmutableMap.copyOf(numbers);
  }

  /** Frees all arrays of the step. */
  @Override
  public void close() {
    crossings.forEach(crossing -> crossing.outputs().forEach(flow -> flow.array().close()));
    taken.forEach(INDArray::close);
    crossings.clear();
    taken.clear();
  }
}
