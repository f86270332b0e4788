package org.gan4j.engine;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableSet;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.gan4j.engine.plan.Kernels;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Value;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs one Deeplearning4j network: forward, backward, update. Parameters, updater state and
 * counters stay the network's own.
 *
 * <p>A {@link #forward} pass is an {@link EnginePass}, which knows the way back. Gradients of the
 * parameters add up, over all ways back, until {@link #update}, which uses them up. They are those
 * of a loss that is a mean over the batch: they are not divided by the batch size again, whatever
 * {@code miniBatch} the network was configured with.
 *
 * <p>A forward pass in training mode uses batch statistics in BatchNorm and draws dropout masks,
 * but changes nothing: the running statistics of BatchNorm move in {@link #update}, by what the
 * ways back saw. One thread at a time may use an engine: passes and updates of two at the same time
 * end in an {@code IllegalStateException} in one of them.
 */
public final class NetworkEngine {
  private static final ImmutableSet<String> RUNNING_STATISTICS =
      ImmutableSet.of(
          BatchNormalizationParamInitializer.GLOBAL_MEAN,
          BatchNormalizationParamInitializer.GLOBAL_VAR,
          BatchNormalizationParamInitializer.GLOBAL_LOG_STD);

  private final OneThread thread = new OneThread();
  private final Backbone backbone;
  private final Program program;
  private final List<Node> nodes; // one for each step of the program
  private List<Node> timed; // the same, timing if that was asked for
  private final Optimiser optimiser;
  private final boolean[] trained; // by value: whether parameters lie between an input and it
  private final List<Scratch> inputs;
  private final List<Scratch> gradientsAtOutputs;
  private final List<Scratch> joints; // by value: the gradients of all steps that take it
  private long noiseSeed;
  private long forwardPasses;

  private final INDArray current; // the gradients of the last backward pass: a view, one dimension
  private Gradient gradient; // the same by name, as the updater wants them
  private INDArray sum; // of the gradients of earlier passes, made when it is first needed
  private int pending; // backward passes since the last update
  private boolean summed; // whether all pending gradients are in sum, none in current

  private EnginePass present; // whose values the layers remember, or null
  private boolean used; // whether a way back has used the layers' memory of it up
  private long updates;
  private Profile profile; // or null

  private NetworkEngine(Backbone backbone, List<Kernels> kernels) {
    this.backbone = backbone;
    Compiler.Compiled compiled = Compiler.compile(backbone.program(), kernels);
    this.program = compiled.program();
    this.nodes = compiled.nodes();
    this.timed = nodes;
    this.trained = trained(program);
    this.inputs = scratches(program.inputs());
    this.gradientsAtOutputs = scratches(program.outputs().size());
    this.joints = scratches(program.values());
    this.optimiser = new FusedOptimiser(backbone);
    this.current = backbone.gradients().reshape(backbone.gradients().length());
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

  /**
   * {@return an engine for a network, which is initialised if it is not yet}
   *
   * @param network a {@code MultiLayerNetwork} or a {@code ComputationGraph}, with any number of
   *     inputs and outputs
   * @throws IllegalArgumentException if the network cannot take part in adversarial training: it is
   *     of another kind, ends in an output layer, or has frozen layers through which no correct
   *     gradient can be had
   */
  public static NetworkEngine of(Model network) {
    Backbone admitted = Admission.admit(network);
    return new NetworkEngine(admitted, KernelChoice.of(admitted.model().params().dataType()));
  }

  /**
   * {@return an engine as {@link #of(Model)} makes it, but by given kernels in place of the fastest
   * that this machine has}
   *
   * @param network see {@link #of(Model)}
   * @param kernels the most wanted first; what none of them knows, and everything if there are
   *     none, Deeplearning4j's own layers compute
   */
  public static NetworkEngine of(Model network, List<Kernels> kernels) {
    return new NetworkEngine(Admission.admit(network), kernels);
  }

  /** {@return the network itself} */
  public Model network() {
    return backbone.model();
  }

  /** {@return all parameters: one array, a view; what is written to it changes the network} */
  public INDArray parameters() {
    return backbone.model().params();
  }

  /**
   * {@return the sum of the gradients of the backward passes since the last update, as a copy in
   * the order of {@link #parameters()}; zeros if there were none}
   */
  public INDArray gradients() {
    if (pending == 0) {
      return Nd4j.zeros(dataType(), current.shape());
    }
    return summed ? sum.dup() : pending > 1 ? current.add(sum) : current.dup();
  }

  /** {@return the floating point type that the network computes in} */
  public DataType dataType() {
    return parameters().dataType();
  }

  /**
   * {@return where the time of the passes and updates goes from now on, layer by layer; timing
   * takes a few microseconds a layer}
   */
  public Profile profile() {
    Profile made = new Profile();
    timed =
        IntStream.range(0, nodes.size())
            .mapToObj(i -> made.timing(i, program.steps().get(i), nodes.get(i)))
            .toList();
    profile = made;
    return made;
  }

  /** {@return the largest learning rate before schedules lower it; empty if no layer has one} */
  public OptionalDouble learningRate() {
    return LearningRates.of(backbone).initial();
  }

  /**
   * Multiplies the learning rates of all layers in the network's own configuration. What the
   * updater remembers stays.
   *
   * @param factor above 0
   * @throws IllegalArgumentException if {@code factor} is not a positive number
   * @throws IllegalStateException if a rate follows a schedule without an initial value, or the
   *     network's updater is not DL4J's; nothing is changed then
   */
  public void scaleLearningRate(double factor) {
    LearningRates.of(backbone).scale(factor);
  }

  /** {@return how many inputs the network takes} */
  public int inputs() {
    return program.inputs();
  }

  /** {@return how many outputs the network gives} */
  public int outputs() {
    return program.outputs().size();
  }

  /**
   * {@return how many values of an input the first layer behind it takes for each example, where it
   * says so}
   *
   * @param input its number, from 0
   * @param others how many the further inputs have, which may be merged with it first
   */
  public OptionalLong inputSize(int input, long... others) {
    return Anatomy.inputSize(program, input, others);
  }

  /**
   * {@return the activation function that an output comes from, where it is known}
   *
   * @param output its number, from 0
   */
  public Optional<IActivation> outputActivation(int output) {
    return Anatomy.outputActivation(program, output);
  }

  /**
   * Fixes what dropout and other noise of the coming training passes draw: the n-th pass after this
   * call is a function of the seed and n. ND4J's generator of the calling thread is seeded anew at
   * each pass.
   *
   * @param seed any number
   */
  public void seed(long seed) {
    noiseSeed = seed;
    forwardPasses = 0;
  }

  /** {@return how many training passes have drawn noise since {@link #seed}} */
  public long noiseDrawn() {
    return forwardPasses;
  }

  /**
   * Goes on after a number of training passes, as if this network had made them since {@link
   * #seed}.
   *
   * @param passes at least 0
   */
  public void noiseDrawn(long passes) {
    checkArgument(passes >= 0, "a network has made 0 training passes or more, not %s", passes);
    forwardPasses = passes;
  }

  /**
   * {@return in what another network is not built as this one, if it is not: layers, their
   * settings, updaters but for their learning rates}
   *
   * @param other of the same kind
   */
  public Optional<String> difference(Model other) {
    return new NetworkCopy(backbone, LiveNetwork.of(other)).difference();
  }

  /**
   * {@return in what a network in a file is not built as this one, if it is not}
   *
   * @param other any; all of it is read
   * @throws UncheckedIOException if it cannot be read
   */
  public Optional<String> difference(StoredNetwork other) {
    return new NetworkCopy(backbone, other.source()).difference();
  }

  /**
   * Takes over parameters, what the updater remembers, and counters of a network that is built as
   * this one. What waits for {@link #update}, and the last pass, are forgotten.
   *
   * @param other without a {@link #difference}; stays as it is
   * @param rates whether to take over the learning rates too
   */
  public void copy(Model other, boolean rates) {
    copy(new NetworkCopy(backbone, LiveNetwork.of(other)), rates);
  }

  /**
   * Takes over a network in a file, as {@link #copy(Model, boolean)} one in memory.
   *
   * @param other without a {@link #difference(StoredNetwork)}
   * @param rates whether to take over the learning rates too
   * @throws UncheckedIOException if it cannot be read any more; this network then is in no state
   */
  public void copy(StoredNetwork other, boolean rates) {
    copy(new NetworkCopy(backbone, other.source()), rates);
  }

  private void copy(NetworkCopy copy, boolean rates) {
    thread.run(
        () -> {
          copy.copy(rates);
          present = null;
          updates++;
          pending = 0;
          summed = false;
        });
  }

  /**
   * {@return the one output in inference mode: running statistics in BatchNorm, no dropout}
   *
   * @param given {@code [batch, ...]} each, as many as the network has inputs
   * @throws IllegalStateException if the network has more outputs
   */
  public INDArray infer(INDArray... given) {
    checkState(outputs() == 1, "the network has %s outputs, not one", outputs());
    return inferAll(given).get(0);
  }

  /**
   * {@return all outputs in inference mode: running statistics in BatchNorm, no dropout}
   *
   * @param given {@code [batch, ...]} each, as many as the network has inputs
   */
  public List<INDArray> inferAll(INDArray... given) {
    return thread.run(
        () -> {
          present = null; // the layers now remember this pass instead
          return run(List.of(given), false);
        });
  }

  /**
   * {@return a pass in training mode}
   *
   * @param given {@code [batch, ...]} each, as many as the network has inputs; not to be changed or
   *     closed while there may be a way back
   */
  public EnginePass forward(INDArray... given) {
    return thread.run(
        () -> {
          long noise = new SplittableRandom(noiseSeed + forwardPasses++).nextLong();
          return pass(new EnginePass(this, List.of(given), noise, updates));
        });
  }

  EnginePass at(EnginePass other, List<INDArray> given) {
    return thread.run(() -> pass(new EnginePass(this, given, other.noise(), updates)));
  }

  private EnginePass pass(EnginePass pass) {
    return pass.gave(replay(pass));
  }

  private List<INDArray> replay(EnginePass pass) {
    present = null; // until the pass has succeeded
    Nd4j.getRandom().setSeed(pass.noise());
    backbone.synchronise();
    List<INDArray> made = run(pass.inputs(), true);
    present = pass;
    used = false;
    return made;
  }

  private List<INDArray> run(List<INDArray> given, boolean training) {
    checkArgument(
        given.size() == program.inputs(),
        "the network takes %s inputs, and was given %s",
        program.inputs(),
        given.size());
    List<Value> values = new ArrayList<>(program.values());
    for (int i = 0; i < given.size(); i++) {
      INDArray rows = inputs.get(i).inRows(given.get(i), dataType());
      backbone.input(i, rows);
      values.add(Value.of(rows));
    }
    for (int i = 0; i < timed.size(); i++) {
      List<Value> taken = program.steps().get(i).inputs().stream().map(values::get).toList();
      values.add(timed.get(i).forward(taken, training));
    }
    return program.outputs().stream().map(output -> values.get(output).own()).toList();
  }

  List<INDArray> back(EnginePass pass, Wanted wanted, List<INDArray> atOutputs) {
    return thread.run(
        () -> {
          check(pass, atOutputs);
          stash();
          List<INDArray> atInputs = backpropagate(pass, wanted, atOutputs);
          if (wanted.parameters()) {
            pending++;
            summed = false;
          }
          return atInputs;
        });
  }

  private void check(EnginePass pass, List<INDArray> atOutputs) {
    checkState(
        pass.update() == updates,
        "the network was updated after this forward pass, so that there is no way back through it:"
            + " make another pass");
    checkState(
        pass.inputs().stream().noneMatch(INDArray::wasClosed),
        "the input of this forward pass was closed; backward reads it again: close it afterwards");
    checkArgument(
        atOutputs.size() == outputs(),
        "the network has %s outputs, and was given %s gradients",
        outputs(),
        atOutputs.size());
    for (int i = 0; i < atOutputs.size(); i++) {
      checkArgument(
          atOutputs.get(i) == null || Arrays.equals(atOutputs.get(i).shape(), pass.shapes().get(i)),
          "a gradient of shape %s does not fit the output of the forward pass, which has %s",
          atOutputs.get(i) == null ? "" : Arrays.toString(atOutputs.get(i).shape()),
          Arrays.toString(pass.shapes().get(i)));
    }
  }

  /** Saves waiting gradients from the next backward pass, which writes over them. */
  private void stash() {
    if (pending == 0 || summed) {
      return;
    }
    if (sum == null) {
      sum = Nd4j.createUninitializedDetached(dataType(), 'c', current.shape()); // kept
    }
    if (pending == 1) {
      sum.assign(current);
    } else {
      sum.addi(current);
    }
    summed = true;
  }

  /** Returns the gradients at the network's inputs, none if they are not wanted. */
  private List<INDArray> backpropagate(EnginePass pass, Wanted wanted, List<INDArray> atOutputs) {
    if (pass != present || (used && !timed.stream().allMatch(Node::remembers))) {
      replay(pass).forEach(INDArray::close);
    }
    used = true;
    if (wanted.parameters()) {
      gradient = new DefaultGradient(backbone.gradients());
    }
    Value[] gradients = new Value[program.values()];
    for (int i = 0; i < atOutputs.size(); i++) {
      if (atOutputs.get(i) != null) {
        INDArray rows = gradientsAtOutputs.get(i).inRows(atOutputs.get(i), dataType());
        add(program.outputs().get(i), Value.of(rows), gradients);
      }
    }
    for (int i = timed.size() - 1; i >= 0; i--) {
      if (gradients[program.valueOf(i)] != null) { // null: the loss does not depend on it
        backpropagate(i, gradients, wanted);
      }
    }
    return wanted.input() ? atInputs(pass, gradients) : List.of();
  }

  private List<INDArray> atInputs(EnginePass pass, Value[] gradients) {
    return IntStream.range(0, program.inputs())
        .mapToObj(
            i ->
                gradients[i] == null
                    ? Nd4j.zeros(dataType(), pass.inputs().get(i).shape())
                    : gradients[i].own())
        .toList();
  }

  private void backpropagate(int i, Value[] gradients, Wanted wanted) {
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
      collect(step.key(), timed.get(i).gradients());
    }
    for (int k = 0; here.input() && k < atInputs.length; k++) {
      add(step.inputs().get(k), atInputs[k], gradients);
    }
  }

  /** Adds to the gradient at a value, which may have several readers. */
  private void add(int value, Value more, Value[] gradients) {
    gradients[value] =
        gradients[value] == null
            ? more
            : Value.lent(joints.get(value).sum(gradients[value].array(), more.array()));
  }

  private void collect(String key, Gradient ofNode) {
    for (Map.Entry<String, INDArray> e : ofNode.gradientForVariable().entrySet()) {
      gradient.setGradientFor(
          key + "_" + e.getKey(), e.getValue(), ofNode.flatteningOrderForVariable(e.getKey()));
    }
  }

  /**
   * Makes one optimiser step with the gradients that wait, by the network's own updater, schedules
   * by iteration, gradient clipping, regularisation and constraints; moves BatchNorm's running
   * statistics once, by the mean of what the backward passes saw.
   *
   * @throws IllegalStateException if no gradients wait
   */
  public void update() {
    thread.run(this::timedStep);
  }

  private void timedStep() {
    checkState(pending > 0, "update needs a backward pass before it");
    long begun = System.nanoTime();
    makeStep();
    if (profile != null) {
      long nanos = System.nanoTime() - begun;
      profile.add(nodes.size(), "optimiser", Profile.Kind.UPDATE, nanos, 0);
    }
  }

  private void makeStep() {
    if (summed) {
      current.assign(sum);
    } else if (pending > 1) {
      current.addi(sum);
    }
    averageRunningStatistics();
    optimiser.step(gradient);
    backbone.applyConstraints();
    backbone.iteration(backbone.iteration() + 1);
    pending = 0;
    summed = false;
    updates++;
  }

  /**
   * Lets one update move running statistics once, by the mean of what the backward passes saw.
   * Their sum could go past the batches' statistics, as far as to a negative variance.
   */
  private void averageRunningStatistics() {
    if (pending == 1) {
      return;
    }
    gradient.gradientForVariable().entrySet().stream()
        .filter(
            e -> RUNNING_STATISTICS.contains(e.getKey().substring(e.getKey().lastIndexOf('_') + 1)))
        .forEach(e -> e.getValue().divi(pending));
  }
}
