package org.gan4j.engine;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One operation of a network: a layer or a vertex, and where its inputs come from. The values of a
 * pass are numbered: 0 is the network's input, {@code i + 1} the output of the i-th step.
 *
 * @param key the name by which DL4J's updater knows the layer: index in a chain, name in a graph
 * @param layer the DL4J layer, if the step is one
 * @param node what is computed
 * @param inputs the numbers of the values it reads, each below its own
 */
record Step(String key, Optional<Layer> layer, Node node, List<Integer> inputs) {

  /** What a step computes. */
  interface Node {
    /**
     * Returns the output for {@code inputs}; with {@code training}, ready for {@link #backward}.
     */
    INDArray forward(List<INDArray> inputs, boolean training);

    /** Whether the output holds the values of the input and no others, in another shape. */
    default boolean reshapes() {
      return false;
    }

    /**
     * Whether the outputs and gradients that it returns are buffers of its own, to be written over
     * in its next pass.
     */
    default boolean buffered() {
      return false;
    }

    /** Whether the last forward pass is still there for a second backward pass. */
    default boolean remembers() {
      return false;
    }

    /**
     * Writes the parameters' gradients into the network's array, unless {@code frozen} spares it
     * the work; returns where they are by name, and one gradient an input.
     */
    Pair<Gradient, INDArray[]> backward(INDArray gradient, boolean frozen);
  }
}
