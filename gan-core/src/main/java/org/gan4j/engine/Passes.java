package org.gan4j.engine;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.gradient.Gradient;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The passes of a network, of which its layers remember one: a way back through another makes that
 * one again first.
 */
final class Passes {
  private final OneThread thread;
  private final Backbone backbone;
  private final Execution execution;
  private final WaitingGradients waiting;
  private long noiseSeed;
  private long drawn;
  private EnginePass present; // whose values the layers remember, or null
  private boolean used; // whether a way back has used the layers' memory of it up
  private long updates;

  Passes(OneThread thread, Backbone backbone, Execution execution, WaitingGradients waiting) {
    this.thread = thread;
    this.backbone = backbone;
    this.execution = execution;
    this.waiting = waiting;
  }

  /** Lets the n-th pass from now on draw what is a function of the seed and n. */
  void seed(long seed) {
    noiseSeed = seed;
    drawn = 0;
  }

  /** Returns how many passes have drawn noise since {@link #seed}. */
  long noiseDrawn() {
    return drawn;
  }

  /** Goes on as if so many passes had drawn noise since {@link #seed}. */
  void noiseDrawn(long passes) {
    drawn = passes;
  }

  /** Leaves no way back through the passes so far: the network is another one from now on. */
  void end() {
    present = null;
    updates++;
  }

  List<INDArray> infer(List<INDArray> given) {
    return thread.run(
        () -> {
          present = null; // the layers now remember this pass instead
          return execution.forward(given, false);
        });
  }

  EnginePass forward(List<INDArray> given) {
    return thread.run(
        () -> {
          long noise = new SplittableRandom(noiseSeed + drawn++).nextLong();
          return pass(new EnginePass(this, given, noise, updates));
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
    List<INDArray> made = execution.forward(pass.inputs(), true);
    present = pass;
    used = false;
    return made;
  }

  List<INDArray> back(EnginePass pass, Wanted wanted, List<INDArray> atOutputs) {
    return thread.run(
        () -> {
          check(pass, atOutputs);
          waiting.putAside();
          remember(pass);
          Gradient named = execution.named();
          List<INDArray> whole = wanted.parameters() ? withZeros(pass, atOutputs) : atOutputs;
          List<INDArray> atInputs = execution.back(whole, wanted, pass.inputs(), named);
          IntStream.range(0, whole.size())
              .filter(i -> whole.get(i) != atOutputs.get(i)) // zeros of here
              .forEach(i -> whole.get(i).close());
          if (wanted.parameters()) {
            waiting.add(named);
          }
          return atInputs;
        });
  }

  boolean hasTangents() {
    return execution.hasTangents();
  }

  void backTwice(
      EnginePass pass, List<INDArray> atOutputs, UnaryOperator<List<INDArray>> derivative) {
    thread.run(
        () -> {
          check(pass, atOutputs);
          waiting.putAside();
          remember(pass);
          List<INDArray> atInputs =
              execution.back(atOutputs, new Wanted(false, true), pass.inputs(), execution.named());
          Gradient named = execution.named();
          boolean bends = execution.along(derivative.apply(atInputs), named);
          waiting.add(named);
          if (bends) {
            waiting.putAside();
            execution.bend(named);
            waiting.add(named);
          }
        });
  }

  /** Lets the layers remember a pass, and no way back through it. */
  private void remember(EnginePass pass) {
    if (pass != present || (used && !execution.remembers())) {
      replay(pass).forEach(INDArray::close);
    }
    used = true;
  }

  /** Where nothing is to be learnt, gradients are zeros: others would stay from an earlier pass. */
  private List<INDArray> withZeros(EnginePass pass, List<INDArray> atOutputs) {
    return IntStream.range(0, atOutputs.size())
        .mapToObj(
            i ->
                atOutputs.get(i) == null
                    ? Nd4j.zeros(backbone.model().params().dataType(), pass.shapes().get(i))
                    : atOutputs.get(i))
        .toList();
  }

  private void check(EnginePass pass, List<INDArray> atOutputs) {
    checkState(
        pass.update() == updates,
        "the network was updated after this forward pass, so that there is no way back through it:"
            + " make another pass");
    checkState(
        pass.inputs().stream().noneMatch(INDArray::wasClosed),
        "the input of this forward pass was closed; backward reads it again: close it afterwards");
    int outputs = pass.shapes().size();
    checkArgument(
        atOutputs.size() == outputs,
        "the network has %s outputs, and was given %s gradients",
        outputs,
        atOutputs.size());
    for (int i = 0; i < atOutputs.size(); i++) {
      checkArgument(
          atOutputs.get(i) == null || Arrays.equals(atOutputs.get(i).shape(), pass.shapes().get(i)),
          "a gradient of shape %s does not fit the output of the forward pass, which has %s",
          atOutputs.get(i) == null ? "" : Arrays.toString(atOutputs.get(i).shape()),
          Arrays.toString(pass.shapes().get(i)));
    }
  }
}
