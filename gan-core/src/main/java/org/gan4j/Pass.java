package org.gan4j;

import static com.google.common.base.Preconditions.checkState;

import java.util.List;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What one forward pass in training mode leaves: its outputs, and the ways back through it. There
 * may be any number of them, in any order with other passes: where the network remembers another
 * pass by then, this one is made again, with what it drew, and so to the same bits. That costs a
 * forward pass; the last one costs nothing.
 *
 * <p>Gradients are those of a loss that is a mean over the batch, in the order and shapes of the
 * outputs; {@code null} stands for an output that the loss does not depend on. What the methods
 * return are new arrays, the caller's. What a pass was made of, and its outputs, are not to be
 * changed, and the former not to be closed, while there may be a way back.
 *
 * <p>After an update of a player there is no way back through its passes of before: all three
 * methods throw an {@code IllegalStateException}.
 */
public interface Pass {
  /** {@return what came out, in the order of the network's outputs; the caller's to close} */
  List<INDArray> outputs();

  /**
   * {@return the one output; the caller's to close}
   *
   * @throws IllegalStateException if there are more
   */
  default INDArray output() {
    checkState(outputs().size() == 1, "there are %s outputs, not one", outputs().size());
    return outputs().get(0);
  }

  /**
   * {@return the gradients at the inputs, in their order; those of the parameters are added to what
   * waits for {@link Player#update}}
   *
   * @param gradients at the outputs
   * @throws IllegalArgumentException if one has another shape than its output
   */
  List<INDArray> backward(INDArray... gradients);

  /**
   * Adds the gradients of the parameters to what waits for {@link Player#update}, and spares the
   * work for the gradients at the inputs.
   *
   * @param gradients at the outputs
   * @throws IllegalArgumentException if one has another shape than its output
   */
  void accumulate(INDArray... gradients);

  /**
   * {@return the gradients at the inputs, with the player frozen: parameters, waiting gradients,
   * updater state and BatchNorm's running statistics stay as they are, to the bit}
   *
   * @param gradients at the outputs
   * @throws IllegalArgumentException if one has another shape than its output
   */
  List<INDArray> inputGradients(INDArray... gradients);

  /**
   * {@return whether {@link #backTwice} can be asked for: whether all of the network has second
   * derivatives here. Unless it is overridden it has not}
   */
  default boolean goesBackTwice() {
    return false;
  }

  /**
   * Adds to what waits for {@link Player#update} the gradients of the parameters of a function of
   * the gradients at the inputs, as a way back through a way back gives them ("double backprop"):
   * exactly, at the masks of dropout, the places of maxima and the sides of corners of this pass.
   *
   * @param derivative from the gradients at the inputs, which become its own, to the derivative of
   *     the function at each of them; {@code null} for one that the function does not depend on.
   *     What it returns stays its own, and as it is until this method returns
   * @param gradients at the outputs, taken as given
   * @throws IllegalStateException if it cannot be asked for
   */
  default void backTwice(UnaryOperator<List<INDArray>> derivative, INDArray... gradients) {
    throw new IllegalStateException(
        "%s has no way back of a way back: override it".formatted(getClass().getName()));
  }

  /**
   * {@return a pass over other inputs that draws what this one drew: the same masks of dropout}
   *
   * @param inputs of the same shapes
   */
  Pass at(INDArray... inputs);
}
