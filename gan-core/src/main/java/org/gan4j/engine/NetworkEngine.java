package org.gan4j.engine;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.engine.file.StoredNetwork;
import org.gan4j.engine.plan.Kernels;
import org.gan4j.engine.update.LearningRates;
import org.gan4j.engine.update.SpectralWeights;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

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
  private final OneThread thread = new OneThread();
  private final Backbone backbone;
  private final Execution execution;
  private final WaitingGradients waiting;
  private final Passes passes;
  private final Updates updates;

  private NetworkEngine(Backbone backbone, List<Kernels> kernels) {
    this.backbone = backbone;
    this.execution = new Execution(backbone, kernels);
    this.waiting = new WaitingGradients(backbone.gradients());
    this.passes = new Passes(thread, backbone, execution, waiting);
    this.updates = new Updates(backbone, waiting, passes);
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

  /** {@return the parameters but for BatchNorm's running statistics: views, one for each array} */
  public List<INDArray> trained() {
    return backbone.model().paramTable().entrySet().stream()
        .filter(e -> !WaitingGradients.isStatistic(e.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /**
   * {@return the sum of the gradients of the backward passes since the last update, as a copy in
   * the order of {@link #parameters()}; zeros if there were none}
   */
  public INDArray gradients() {
    return waiting.copy();
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
    Profile profile = execution.profile();
    updates.time(profile, program().steps().size());
    return profile;
  }

  /** {@return the largest learning rate before schedules lower it; empty if no layer has one} */
  public OptionalDouble learningRate() {
    return LearningRates.of(backbone).initial();
  }

  /**
   * Multiplies the learning rates of all layers in the network's own configuration.
   *
   * @param factor a positive number
   * @throws IllegalStateException if a rate follows a schedule without an initial value, or the
   *     network's updater is not DL4J's; nothing is changed then
   */
  public void scaleLearningRate(double factor) {
    LearningRates.of(backbone).scale(factor);
  }

  /**
   * Lets the coming updates use a share of the learning rates of all layers.
   *
   * @param share from 0 to 1; 1 for the rates themselves
   * @throws IllegalStateException if a rate follows a schedule of its own, or the network's updater
   *     is not DL4J's; nothing is changed then
   */
  public void useLearningRate(double share) {
    LearningRates.of(backbone).use(share);
  }

  /**
   * Divides each weight matrix by its largest singular value, now and after each update.
   *
   * @param seed of what power iterations begin with
   * @return what it takes to go on, beside the network
   * @throws IllegalArgumentException if a layer has other weights; nothing is changed then
   */
  public SpectralWeights normaliseSpectrally(long seed) {
    return thread.run(() -> updates.normalise(seed));
  }

  private Program program() {
    return execution.program();
  }

  /** {@return how many inputs the network takes} */
  public int inputs() {
    return program().inputs();
  }

  /** {@return how many outputs the network gives} */
  public int outputs() {
    return program().outputs().size();
  }

  /**
   * {@return how many values of an input the first layer behind it takes, where it says so}
   *
   * @param input its number, from 0
   * @param others how many the further inputs have, which may be merged with it first
   */
  public OptionalLong inputSize(int input, long... others) {
    return Anatomy.inputSize(program(), input, others);
  }

  /**
   * {@return the activation function that an output comes from, where it is known}
   *
   * @param output its number, from 0
   */
  public Optional<IActivation> outputActivation(int output) {
    return Anatomy.outputActivation(program(), output);
  }

  /**
   * Fixes what dropout and other noise of the coming training passes draw: the n-th pass after this
   * call is a function of the seed and n. ND4J's generator of the calling thread is seeded anew at
   * each pass.
   *
   * @param seed any number
   */
  public void seed(long seed) {
    passes.seed(seed);
  }

  /** {@return how many training passes have drawn noise since {@link #seed}} */
  public long noiseDrawn() {
    return passes.noiseDrawn();
  }

  /**
   * Goes on after a number of training passes, as if this network had made them since {@link
   * #seed}.
   *
   * @param passes at least 0
   */
  public void noiseDrawn(long passes) {
    checkArgument(passes >= 0, "a network has made 0 training passes or more, not %s", passes);
    this.passes.noiseDrawn(passes);
  }

  /**
   * {@return in what another network is not built as this one, learning rates aside, if it is not}
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
    return new NetworkCopy(backbone, new StoredSource(other)).difference();
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
   * @throws UncheckedIOException if it cannot be read; this network then is in no state
   */
  public void copy(StoredNetwork other, boolean rates) {
    copy(new NetworkCopy(backbone, new StoredSource(other)), rates);
  }

  private void copy(NetworkCopy copy, boolean rates) {
    thread.run(
        () -> {
          copy.copy(rates);
          updates.replaced();
          passes.end();
          waiting.clear();
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
    return passes.infer(List.of(given));
  }

  /**
   * {@return a pass in training mode}
   *
   * @param given {@code [batch, ...]} each, as many as the network has inputs; not to be changed or
   *     closed while there may be a way back
   */
  public EnginePass forward(INDArray... given) {
    return passes.forward(List.of(given));
  }

  /**
   * Makes one optimiser step with the gradients that wait, by all that the network's configuration
   * says; moves BatchNorm's running statistics once, by the mean of what the backward passes saw.
   *
   * @throws IllegalStateException if no gradients wait
   */
  public void update() {
    thread.run(updates::step);
  }
}
