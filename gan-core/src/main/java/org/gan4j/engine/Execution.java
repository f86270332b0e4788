package org.gan4j.engine;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Suppliers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.gan4j.engine.plan.Kernels;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Value;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A network's program with a node for each step, and the memory between them. */
final class Execution {
  private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

  private final Backbone backbone;
  private final Program program;
  private final List<Node> nodes; // one for each step of the program
  private List<Node> timed; // the same, timing if that was asked for
  private final boolean[] trained; // by value: whether parameters lie between an input and it
  private final List<Scratch> inputs;
  private final List<Scratch> gradientsAtOutputs;
  private final List<Scratch> joints; // by value: the gradients of all steps that take it
  private final List<Scratch> directions; // by input
  private final Supplier<Optional<Tangents>> tangents;
  private final List<Value> values = new ArrayList<>(); // of the last forward pass
  private Value[] gradients = {}; // of the last way back, by value

  Execution(Backbone backbone, List<Kernels> kernels) {
    Compiler.Compiled compiled = Compiler.compile(backbone.program(), kernels);
    this.backbone = backbone;
    this.program = compiled.program();
    this.nodes = compiled.nodes();
    this.timed = nodes;
    this.trained = trained(program);
    this.inputs = scratches(program.inputs());
    this.gradientsAtOutputs = scratches(program.outputs().size());
    this.joints = scratches(program.values());
    this.directions = scratches(program.inputs());
    this.tangents = Suppliers.memoize(this::findTangents);
  }

  private Optional<Tangents> findTangents() {
    Optional<Tangents> found = Tangents.of(program, nodes);
    if (found.isEmpty()) {
      LOG.info(
          "gradient penalties by secants, as there are no second derivatives of: {}",
          IntStream.range(0, nodes.size())
              .filter(i -> nodes.get(i).tangent().isEmpty())
              .mapToObj(i -> program.steps().get(i).kind())
              .distinct()
              .collect(Collectors.joining(", ")));
    }
    return found;
  }

  private static List<Scratch> scratches(int count) {
    return Stream.generate(Scratch::new).limit(count).toList();
  }

  private static boolean[] trained(Program program) {
    boolean[] trained = new boolean[program.values()];
    for (int i = 0; i < program.steps().size(); i++) {
      Step step = program.steps().get(i);
      boolean parameters = step.layer().map(layer -> layer.numParams() > 0).orElse(false);
      trained[program.valueOf(i)] =
          parameters || step.inputs().stream().anyMatch(value -> trained[value]);
    }
    return trained;
  }

  Program program() {
    return program;
  }

  private DataType type() {
    return backbone.model().params().dataType();
  }

  /** Times the steps from now on. */
  Profile profile() {
    Profile made = new Profile();
    timed =
        IntStream.range(0, nodes.size())
            .mapToObj(i -> made.timing(i, program.steps().get(i), nodes.get(i)))
            .toList();
    return made;
  }

  /** Whether all steps still remember a forward pass that there was a way back through already. */
  boolean remembers() {
    return timed.stream().allMatch(Node::remembers);
  }

  /** Returns the outputs, new arrays. */
  List<INDArray> forward(List<INDArray> given, boolean training) {
    checkArgument(
        given.size() == program.inputs(),
        "the network takes %s inputs, and was given %s",
        program.inputs(),
        given.size());
    values.clear();
    for (int i = 0; i < given.size(); i++) {
      INDArray rows = inputs.get(i).inRows(given.get(i), type());
      backbone.input(i, rows);
      values.add(Value.of(rows));
    }
    for (int i = 0; i < timed.size(); i++) {
      List<Value> taken = program.steps().get(i).inputs().stream().map(values::get).toList();
      values.add(timed.get(i).forward(taken, training));
    }
    return program.outputs().stream().map(output -> values.get(output).own()).toList();
  }

  /**
   * Goes back through the pass that the nodes remember.
   *
   * @param atOutputs gradients at the outputs, null where there is none
   * @param given the inputs of the pass
   * @param gradient takes the parameters' gradients by name, if they are wanted
   * @return the gradients at the inputs, new arrays; none if they are not wanted
   */
  List<INDArray> back(
      List<INDArray> atOutputs, Wanted wanted, List<INDArray> given, Gradient gradient) {
    gradients = new Value[program.values()];
    for (int i = 0; i < atOutputs.size(); i++) {
      if (atOutputs.get(i) != null) {
        INDArray rows = gradientsAtOutputs.get(i).inRows(atOutputs.get(i), type());
        add(program.outputs().get(i), Value.of(rows));
      }
    }
    back(wanted, gradient);
    return wanted.input() ? atInputs(given) : List.of();
  }

  private void back(Wanted wanted, Gradient gradient) {
    for (int i = timed.size() - 1; i >= 0; i--) {
      if (gradients[program.valueOf(i)] != null) { // null: the loss does not depend on it
        back(i, wanted, gradient);
      }
    }
  }

  /** Whether {@link #along} can be asked for. */
  boolean hasTangents() {
    return tangents.get().isPresent();
  }

  /**
   * Goes along directions at the inputs of the pass that the nodes remember, after a way back to
   * the inputs: writes into the network's array how the gradients of the parameters change.
   *
   * @param along a direction for each input, null where there is none
   * @param gradient takes the parameters' gradients by name
   * @return whether that is not all: {@link #bend} writes the rest
   */
  boolean along(List<INDArray> along, Gradient gradient) {
    Value[] given = new Value[along.size()];
    for (int i = 0; i < given.length; i++) {
      given[i] =
          along.get(i) == null ? null : Value.of(directions.get(i).inRows(along.get(i), type()));
    }
    clearGradients();
    List<Tangents.Bend> bends =
        tangents.get().orElseThrow().along(given, values, gradients, type());
    gradients = new Value[program.values()];
    bends.forEach(bend -> add(bend.value(), bend.gradient()));
    collect(gradient);
    return !bends.isEmpty();
  }

  /** Writes the rest of what {@link #along} has begun. */
  void bend(Gradient gradient) {
    clearGradients();
    back(new Wanted(true, false), new DefaultGradient());
    collect(gradient);
  }

  /** As {@code assign(0)}, which leaves an array of the number behind. */
  private void clearGradients() {
    INDArray gradients = backbone.gradients();
    Nd4j.exec(
        DynamicCustomOp.builder("zeros_as").addInputs(gradients).addOutputs(gradients).build());
  }

  private void collect(Gradient gradient) {
    for (int i = 0; i < nodes.size(); i++) {
      collect(program.steps().get(i).key(), nodes.get(i).gradients(), gradient);
    }
  }

  private List<INDArray> atInputs(List<INDArray> given) {
    return IntStream.range(0, program.inputs())
        .mapToObj(
            i ->
                gradients[i] == null
                    ? Nd4j.zeros(type(), given.get(i).shape())
                    : gradients[i].own())
        .toList();
  }

  private void back(int i, Wanted wanted, Gradient gradient) {
    Step step = program.steps().get(i);
    int value = program.valueOf(i);
    Wanted here =
        new Wanted(
            wanted.parameters() && trained[value],
            wanted.input() || step.inputs().stream().anyMatch(from -> trained[from]));
    if (!here.anything()) {
      return;
    }
    Value[] atInputs = timed.get(i).backward(gradients[value], here);
    if (here.parameters()) {
      collect(step.key(), timed.get(i).gradients(), gradient);
    }
    for (int k = 0; here.input() && k < atInputs.length; k++) {
      add(step.inputs().get(k), atInputs[k]);
    }
  }

  /** Adds to the gradient at a value, which may have several readers. */
  private void add(int value, Value more) {
    gradients[value] =
        gradients[value] == null
            ? more
            : Value.lent(joints.get(value).sum(gradients[value].array(), more.array()));
  }

  private static void collect(String key, Gradient ofNode, Gradient all) {
    for (Map.Entry<String, INDArray> e : ofNode.gradientForVariable().entrySet()) {
      all.setGradientFor(
          key + "_" + e.getKey(), e.getValue(), ofNode.flatteningOrderForVariable(e.getKey()));
    }
  }

  /** Returns what {@link #back} can put the parameters' gradients into. */
  Gradient named() {
    return new DefaultGradient(backbone.gradients());
  }
}
