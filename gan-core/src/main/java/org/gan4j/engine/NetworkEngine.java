package org.gan4j.engine;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
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
 * backward passes saw. Not safe for use by several threads.
 */
public final class NetworkEngine {
  private static final ImmutableSet<String> RUNNING_STATISTICS =
      ImmutableSet.of(
          BatchNormalizationParamInitializer.GLOBAL_MEAN,
          BatchNormalizationParamInitializer.GLOBAL_VAR,
          BatchNormalizationParamInitializer.GLOBAL_LOG_STD);

  private final Backbone backbone;
  private final List<Step> steps;
  private final Optimiser optimiser;
  private final int output;
  private final boolean buffered; // whether what passes return may be written over in the next
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
  private boolean used; // whether a backward pass has used the layers' memory of it up

  private NetworkEngine(Backbone backbone) {
    this.backbone = backbone;
    this.steps = backbone.steps();
    this.optimiser = new FusedOptimiser(backbone);
    this.output = backbone.output();
    this.buffered = steps.stream().anyMatch(step -> step.node().buffered());
    this.current = backbone.gradients().reshape(backbone.gradients().length());
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
    return new NetworkEngine(Admission.admit(network));
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

  /** {@return how many values the first layer takes for each example, where it says so} */
  public OptionalLong inputSize() {
    return Anatomy.inputSize(backbone);
  }

  /** {@return the activation function that the network's output comes from, where it is known} */
  public Optional<IActivation> outputActivation() {
    return Anatomy.outputActivation(steps, output);
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

  /**
   * {@return the output in inference mode: running statistics in BatchNorm, no dropout; what a
   * forward pass in training mode left for {@link #backward} is forgotten}
   *
   * @param input {@code [batch, ...]}
   */
  public INDArray infer(INDArray input) {
    lastInput = null; // the layers now remember this pass instead
    return run(input, false);
  }

  /**
   * {@return the output in training mode, remembered for {@link #backward}}
   *
   * @param input {@code [batch, ...]}; not to be changed before the backward passes
   */
  public INDArray forward(INDArray input) {
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

  private INDArray run(INDArray input, boolean training) {
    List<INDArray> values = new ArrayList<>(steps.size() + 1);
    values.add(input.castTo(dataType())); // the array itself if it has the type
    backbone.input(values.get(0));
    for (Step step : steps) {
      List<INDArray> inputs = step.inputs().stream().map(values::get).toList();
      values.add(step.node().forward(inputs, training));
    }
    return buffered ? values.get(output).dup() : values.get(output);
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
    stash();
    INDArray atInput = backpropagate(outputGradient, false);
    pending++;
    summed = false;
    return atInput;
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
    stash();
    return backpropagate(outputGradient, true);
  }

  /** Saves waiting gradients from the next backward pass, which writes over them. */
  private void stash() {
    if (pending == 0 || summed) {
      return;
    }
    if (sum == null) {
      sum = Nd4j.createUninitialized(dataType(), current.shape(), 'c');
    }
    if (pending == 1) {
      sum.assign(current);
    } else {
      sum.addi(current);
    }
    summed = true;
  }

  private INDArray backpropagate(INDArray outputGradient, boolean frozen) {
    checkState(
        lastInput != null,
        "backward needs a forward pass in training mode right before it; a pass in inference mode"
            + " makes the network forget it");
    checkArgument(
        Arrays.equals(outputGradient.shape(), lastShape),
        "a gradient of shape %s does not fit the output of the last forward pass, which has %s",
        Arrays.toString(outputGradient.shape()),
        Arrays.toString(lastShape));
    if (used && !steps.stream().allMatch(step -> step.node().remembers())) {
      replay(
          lastInput,
          lastNoise); // DL4J's BatchNorm and dropout forget their forward pass in the backward one
    }
    used = true;
    gradient = new DefaultGradient(backbone.gradients());
    INDArray[] gradients = new INDArray[steps.size() + 1];
    gradients[output] = outputGradient.castTo(dataType()).dup(); // some layers work in place
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (gradients[i + 1] != null) { // null: nothing that the output depends on
        backpropagate(i, gradients, frozen);
      }
    }
    return buffered ? gradients[0].dup() : gradients[0];
  }

  private void backpropagate(int i, INDArray[] gradients, boolean frozen) {
    Step step = steps.get(i);
    var result = step.node().backward(gradients[i + 1], frozen);
    for (Map.Entry<String, INDArray> e : result.getFirst().gradientForVariable().entrySet()) {
      gradient.setGradientFor(
          step.key() + "_" + e.getKey(),
          e.getValue(),
          result.getFirst().flatteningOrderForVariable(e.getKey()));
    }
    for (int k = 0; k < step.inputs().size(); k++) {
      int from = step.inputs().get(k);
      INDArray share = result.getSecond()[k];
      gradients[from] = gradients[from] == null ? share : gradients[from].add(share);
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
    checkState(pending > 0, "update needs a backward pass before it");
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
    gradient.gradientForVariable().entrySet().stream()
        .filter(
            e -> RUNNING_STATISTICS.contains(e.getKey().substring(e.getKey().lastIndexOf('_') + 1)))
        .forEach(e -> e.getValue().divi(pending));
  }
}
