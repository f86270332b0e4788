package org.gan4j.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gan4j.engine.plan.Kernels;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.PassingNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a node for every step: neighbours that kernels compute better together become one, then
 * each goes to the first kernels that know it, and what none knows to Deeplearning4j's own code.
 */
final class Compiler {
  private static final Logger LOG = LoggerFactory.getLogger(Compiler.class);

  private final Program program;
  private final List<Kernels> kernels;
  private final List<Step> steps;

  private Compiler(Program program, List<Kernels> kernels) {
    this.program = program;
    this.steps = new ArrayList<>(program.steps());
    this.kernels = kernels;
  }

  /**
   * What came of it.
   *
   * @param program with the operations that are computed
   * @param nodes one for each of its steps
   */
  record Compiled(Program program, List<Node> nodes) {}

  /**
   * Compiles a program.
   *
   * @param kernels the most wanted first; none to leave everything to Deeplearning4j
   */
  static Compiled compile(Program program, List<Kernels> kernels) {
    return new Compiler(program, kernels).compile();
  }

  /** Returns what is to be said of a program with these kernels, in one line, if anything is. */
  static Optional<String> remark(Program program, List<Kernels> kernels) {
    Compiler compiler = new Compiler(program, kernels);
    compiler.fuse();
    return compiler.remark();
  }

  private Compiled compile() {
    fuse();
    remark().ifPresent(LOG::info);
    return new Compiled(
        program.with(steps),
        steps.stream().map(step -> node(step).orElseGet(step.dl4j())).toList());
  }

  private void fuse() {
    for (int i = 0; i + 1 < steps.size() && !kernels.isEmpty(); i++) {
      fuse(i);
    }
  }

  private Optional<Node> node(Step step) {
    return kernels.isEmpty() ? Optional.empty() : node(step.operation());
  }

  private Optional<Node> node(Operation operation) {
    if (operation instanceof Operation.Nothing) {
      return Optional.of(new PassingNode());
    }
    if (operation instanceof Operation.Reshape reshape) {
      return Optional.of(new ReshapeNode(reshape));
    }
    return kernels.stream().flatMap(k -> k.node(operation).stream()).findFirst();
  }

  /** Makes one of a step and the one that alone reads its output, where kernels compute both. */
  private void fuse(int i) {
    int value = program.valueOf(i);
    List<Integer> readers = readers(value);
    if (readers.size() != 1 || program.outputs().contains(value)) {
      return;
    }
    int next = readers.get(0);
    Fusion.of(steps.get(i).operation(), steps.get(next).operation())
        .filter(fusion -> known(fusion.first()) && known(fusion.second()))
        .ifPresent(
            fusion -> {
              steps.set(i, steps.get(i).with(fusion.first()));
              steps.set(next, steps.get(next).with(fusion.second()));
            });
  }

  private boolean known(Operation operation) {
    return node(operation).isPresent();
  }

  /** Returns which steps read a value, each as often as it does. */
  private List<Integer> readers(int value) {
    List<Integer> readers = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      for (int input : steps.get(i).inputs()) {
        if (input == value) {
          readers.add(i);
        }
      }
    }
    return readers;
  }

  private Optional<String> remark() {
    String left =
        steps.stream()
            .filter(step -> node(step).isEmpty())
            .map(Step::kind)
            .distinct()
            .collect(Collectors.joining(", "));
    return left.isEmpty() || kernels.isEmpty()
        ? Optional.empty()
        : Optional.of("computed by Deeplearning4j's own code, which is slower: " + left);
  }
}
