package org.gan4j.engine.plan;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;

/** One step of a pass: computes an output from inputs, and gradients from a gradient. */
public interface Node {
  /**
   * {@return the output}
   *
   * @param inputs in the order of the layer's or vertex's own
   * @param training whether with batch statistics and dropout, and ready for {@link #backward}
   */
  Value forward(List<Value> inputs, boolean training);

  /**
   * {@return the gradients at the inputs of the last forward pass, in their order; of no meaning,
   * maybe null, where they are not wanted}
   *
   * <p>The parameters' gradients, if wanted, are written into the network's own array.
   *
   * @param gradient at the output
   * @param wanted what is to be computed
   */
  Value[] backward(Value gradient, Wanted wanted);

  /** {@return where a backward pass writes the parameters' gradients, by name} */
  default Gradient gradients() {
    return new DefaultGradient();
  }

  /** {@return whether the last forward pass is still there for a second backward pass} */
  default boolean remembers() {
    return true;
  }

  /**
   * {@return a new tangent of this node, if it has one: memory and maps of its own, for as long as
   * the node is used}
   */
  default Optional<Tangent> tangent() {
    return Optional.empty();
  }
}
