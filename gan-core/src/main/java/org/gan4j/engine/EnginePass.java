package org.gan4j.engine;

import static com.google.common.base.Preconditions.checkState;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What one forward pass in training mode leaves: its outputs, and the way back through it. The
 * network's buffers hold its last pass alone; going back through another one makes that again, from
 * its inputs and with what it drew, and so to the same bits.
 *
 * <p>The inputs are not to be changed or closed while there may be a way back. After an update of
 * the network there is none: its parameters are others.
 */
public final class EnginePass {
  private final Passes passes;
  private final List<INDArray> inputs;
  private final long noise;
  private final long update;
  private List<INDArray> outputs = List.of();
  private List<long[]> shapes = List.of();

  /**
   * Remembers what a pass is made of.
   *
   * @param noise the seed of what dropout and the like draw
   * @param update how many updates the network had made
   */
  EnginePass(Passes passes, List<INDArray> inputs, long noise, long update) {
    this.passes = passes;
    this.inputs = inputs;
    this.noise = noise;
    this.update = update;
  }

  EnginePass gave(List<INDArray> made) {
    outputs = made;
    shapes = made.stream().map(INDArray::shape).toList();
    return this;
  }

  List<INDArray> inputs() {
    return inputs;
  }

  long noise() {
    return noise;
  }

  long update() {
    return update;
  }

  List<long[]> shapes() {
    return shapes;
  }

  /** {@return what the network gave, in the order of its outputs: new arrays, the caller's} */
  public List<INDArray> outputs() {
    return outputs;
  }

  /**
   * {@return what a network of one output gave: a new array, the caller's}
   *
   * @throws IllegalStateException if the network has more outputs
   */
  public INDArray output() {
    checkState(outputs.size() == 1, "the network has %s outputs, not one", outputs.size());
    return outputs.get(0);
  }

  /**
   * {@return the gradients at the inputs, in their order: new arrays, the caller's; none if they
   * are not wanted}
   *
   * @param wanted the gradients at the inputs, and those of the parameters, which are added to
   *     those that wait for {@link NetworkEngine#update}. Where the latter are not wanted, the
   *     network is frozen: parameters, waiting gradients, updater state and running statistics stay
   *     as they are
   * @param gradients of a loss, in the order and the shapes of the outputs; {@code null} for an
   *     output that it does not depend on
   * @throws IllegalStateException if the network has been updated since
   * @throws IllegalArgumentException if a gradient has another shape than its output
   */
  public List<INDArray> back(Wanted wanted, INDArray... gradients) {
    return passes.back(this, wanted, Arrays.asList(gradients));
  }

  /**
   * {@return the gradient at the one input; those of the parameters wait for the update}
   *
   * @param gradient of a loss at the one output
   */
  public INDArray backward(INDArray gradient) {
    return back(new Wanted(true, true), gradient).get(0);
  }

  /**
   * Adds the gradients of the parameters to those that wait for the update, and spares the work for
   * the gradient at the input.
   *
   * @param gradient of a loss at the one output
   */
  public void accumulate(INDArray gradient) {
    back(new Wanted(true, false), gradient);
  }

  /**
   * {@return the gradient at the one input of a network that is frozen}
   *
   * @param gradient of a loss at the one output
   */
  public INDArray inputGradient(INDArray gradient) {
    return back(new Wanted(false, true), gradient).get(0);
  }

  /** {@return whether all of the network has the second derivatives of {@link #backTwice}} */
  public boolean goesBackTwice() {
    return passes.hasTangents();
  }

  /**
   * Adds to the gradients of the parameters that wait for the update those of a function of the
   * gradients at the inputs: exactly, with the masks of dropout and the sides of corners that the
   * pass has, as a way back through a way back gives them. BatchNorm has none of it.
   *
   * @param derivative from the gradients at the inputs, its own to close, to the function's
   *     derivative at each of them; {@code null} for one that the function does not depend on.
   *     Arrays that stay its own, and as they are until this method returns
   * @param gradients in the order and the shapes of the outputs, taken as given; {@code null} for
   *     an output that is left out
   * @throws IllegalStateException if the network has been updated since, or has layers without
   *     second derivatives
   */
  public void backTwice(UnaryOperator<List<INDArray>> derivative, INDArray... gradients) {
    checkState(
        goesBackTwice(), "the network has layers through which there is no way back of a way back");
    passes.backTwice(this, Arrays.asList(gradients), derivative);
  }

  /**
   * {@return a pass over other inputs of the same shapes that draws what this one drew: the same
   * masks of dropout}
   *
   * @param others the inputs
   */
  public EnginePass at(INDArray... others) {
    return passes.at(this, List.of(others));
  }
}
