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
 * <p>Order of use: {@link #forward}, then {@link #backward} or {@link #inputGradient} any number of
 * times for that forward pass, then {@link #update}, which uses up the sum of the gradients of all
 * backward passes since the last update. Gradients are those of a loss that is a mean over the
 * batch: they are not divided by the batch size again, whatever {@code miniBatch} the network was
 * configured with.
 *
 * <p>A forward pass in training mode uses batch statistics in BatchNorm and draws dropout masks,
 * but changes nothing: the running statistics of BatchNorm move in {@link #update}, by what the
 * backward passes saw. One thread at a time may use it: passes and updates of two at the same time
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
  private final int output;
  private final boolean[] trained; // by value: whether parameters lie between the input and it
  private final Scratch input = new Scratch();
  private final Scratch gradientAtOutput = new Scratch();
  private final List<Scratch> joints; // by value: the gradients of all steps that take it
  private long noiseSeed;
  private long forwardPasses;

  private final INDArray current; // the gradients of the last backward pass: a view, one dimension
  private Gradient gradient; // the same by name, as the updater wants them
  private INDArray sum; // of the gradients of earlier passes, made when it is first needed
  private int pending; // backward passes since the last update
  private boolean summed; // whether all pending gradients are in sum, none in current

  private INDArray lastInput; // of the last forward pass in training mode, or null
  private long lastNoise;
  private long[] lastShape; // of the output of that pass
  private Profile profile; // or null
  private boolean used; // whether a backward pass has used the layers' memory of it up

  private NetworkEngine(Backbone backbone, List<Kernels> kernels) {
    this.backbone = backbone;
    Compiler.Compiled compiled = Compiler.compile(backbone.program(), kernels);
    this.program = compiled.program();
    this.nodes = compiled.nodes();
    this.timed = nodes;
    this.output = program.output();
    this.trained = trained(program.steps());
    this.joints = Stream.generate(Scratch::new).limit(nodes.size() + 1L).toList();
    this.optimiser = new FusedOptimiser(backbone);
    this.current = backbone.gradients().reshape(backbone.gradients().length());
  }

  private static boolean[] trained(List<Step> steps) {
    boolean[] trained = new boolean[steps.size() + 1];
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      boolean parameters = step.layer().map(layer -> layer.numParams() > 0).orElse(false);
      trained[i + 1] = parameters || step.inputs().stream().anyMatch(value -> trained[value]);
    }
    return trained;
  }

  /**
   * {@return an engine for a network, which is initialised if it is not yet}
   *
   * @param network a {@code MultiLayerNetwork}, or a {@code ComputationGraph} with one input and
   *     one output
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

  /** {@return how many values the first layer takes for each example, where it says so} */
  public OptionalLong inputSize() {
    return Anatomy.inputSize(backbone);
  }

  /** {@return the activation function that the network's output comes from, where it is known} */
  public Optional<IActivation> outputActivation() {
    return Anatomy.outputActivation(program);
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
          lastInput = null;
          pending = 0;
          summed = false;
        });
  }

  /**
   * {@return the output in inference mode: running statistics in BatchNorm, no dropout; what a
   * forward pass in training mode left for {@link #backward} is forgotten}
   *
   * @param input {@code [batch, ...]}
   */
  public INDArray infer(INDArray input) {
    return thread.run(
        () -> {
          lastInput = null; // the layers now remember this pass instead
          return run(input, false);
        });
  }

  /**
   * {@return the output in training mode, remembered for {@link #backward}}
   *
   * @param input {@code [batch, ...]}; not to be changed or closed before the backward passes
   */
  public INDArray forward(INDArray input) {
    return thread.run(() -> remembered(input));
  }

  private INDArray remembered(INDArray input) {
    lastInput = null; // until the pass has succeeded
    lastNoise = new SplittableRandom(noiseSeed + forwardPasses++).nextLong();
    INDArray result = replay(input, lastNoise);
    lastInput = input;
    lastShape = result.shape();
    used = false;
    return result;
  }

  private INDArray replay(INDArray input, long noise) {
    Nd4j.getRandom().setSeed(noise);
    backbone.synchronise();
    return run(input, true);
  }

  private INDArray run(INDArray given, boolean training) {
    INDArray first = input.inRows(given, dataType());
    backbone.input(first);
    List<Value> values = new ArrayList<>(timed.size() + 1);
    values.add(Value.of(first));
    for (int i = 0; i < timed.size(); i++) {
      List<Value> inputs = program.steps().get(i).inputs().stream().map(values::get).toList();
      values.add(timed.get(i).forward(inputs, training));
    }
    return values.get(output).own();
  }

  /**
   * {@return the gradient at the input of the last forward pass; the gradients of the parameters
   * are added to those that wait for {@link #update}}
   *
   * @param outputGradient of the loss, in the shape of the output
   * @throws IllegalStateException if the last pass was not a {@link #forward}
   * @throws IllegalArgumentException if the gradient has another shape than the output
   */
  public INDArray backward(INDArray outputGradient) {
    return thread.run(
        () -> {
          stash();
          INDArray atInput = backpropagate(outputGradient, new Wanted(true, true)).own();
          added();
          return atInput;
        });
  }

  /**
   * Adds the gradients of the parameters to those that wait for {@link #update}, as {@link
   * #backward} does, but spares the gradient at the input.
   *
   * @param outputGradient of the loss, in the shape of the output
   * @throws IllegalStateException if the last pass was not a {@link #forward}
   * @throws IllegalArgumentException if the gradient has another shape than the output
   */
  public void accumulate(INDArray outputGradient) {
    thread.run(
        () -> {
          stash();
          backpropagate(outputGradient, new Wanted(true, false));
          added();
        });
  }

  private void added() {
    pending++;
    summed = false;
  }

  /**
   * {@return the gradient at the input of the last forward pass, of a network that is frozen:
   * parameters, waiting gradients, updater state and running statistics stay as they are}
   *
   * @param outputGradient of the loss, in the shape of the output
   * @throws IllegalStateException if the last pass was not a {@link #forward}
   * @throws IllegalArgumentException if the gradient has another shape than the output
   */
  public INDArray inputGradient(INDArray outputGradient) {
    return thread.run(
        () -> {
          stash();
          return backpropagate(outputGradient, new Wanted(false, true)).own();
        });
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

  /** Returns the gradient at the network's input, or null if it is not wanted. */
  private Value backpropagate(INDArray outputGradient, Wanted wanted) {
    checkState(
        lastInput != null,
        "backward needs a forward pass in training mode right before it; a pass in inference mode"
            + " makes the network forget it");
    checkState(
        !lastInput.wasClosed(),
        "the input of the last forward pass was closed; backward reads it again: close it afterwards");
    checkArgument(
        Arrays.equals(outputGradient.shape(), lastShape),
        "a gradient of shape %s does not fit the output of the last forward pass, which has %s",
        Arrays.toString(outputGradient.shape()),
        Arrays.toString(lastShape));
    if (used && !timed.stream().allMatch(Node::remembers)) {
      replay(lastInput, lastNoise);
    }
    used = true;
    if (wanted.parameters()) {
      gradient = new DefaultGradient(backbone.gradients());
    }
    Value[] gradients = new Value[timed.size() + 1];
    gradients[output] = Value.of(gradientAtOutput.inRows(outputGradient, dataType()));
    for (int i = timed.size() - 1; i >= 0; i--) {
      if (gradients[i + 1] != null) { // null: nothing that the output depends on, or not wanted
        backpropagate(i, gradients, wanted);
      }
    }
    return gradients[0];
  }

  private void backpropagate(int i, Value[] gradients, Wanted wanted) {
    Step step = program.steps().get(i);
    Wanted here =
        new Wanted(
            wanted.parameters() && trained[i + 1],
            wanted.input() || step.inputs().stream().anyMatch(value -> trained[value]));
    if (!here.anything()) {
      return;
    }
    Value[] atInputs = timed.get(i).backward(gradients[i + 1], here);
    if (here.parameters()) {
      collect(step.key(), timed.get(i).gradients());
    }
    for (int k = 0; here.input() && k < atInputs.length; k++) {
      int from = step.inputs().get(k);
      gradients[from] =
          gradients[from] == null
              ? atInputs[k]
              : Value.lent(joints.get(from).sum(gradients[from].array(), atInputs[k].array()));
    }
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
   * @throws IllegalStateException if there was no {@link #backward} since the last update
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
      profile.add(nodes.size(), "optimiser", Profile.Pass.UPDATE, nanos, 0);
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
