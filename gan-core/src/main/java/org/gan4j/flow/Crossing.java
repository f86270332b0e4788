package org.gan4j.flow;

import java.util.Collection;
import java.util.List;
import org.gan4j.Link;
import org.gan4j.Pass;
import org.gan4j.loss.GradientPenalty;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Flows that went into a link, and those that came out of it. */
final class Crossing {
  private final Link link;
  private final List<Flow> inputs;
  private final Pass pass;
  private final List<Flow> outputs;

  Crossing(Link link, List<Flow> inputs) {
    this.link = link;
    this.inputs = inputs;
    this.pass = link.forward(inputs.stream().map(Flow::array).toArray(INDArray[]::new));
    this.outputs = pass.outputs().stream().map(array -> new Flow(array, this)).toList();
  }

  List<Flow> inputs() {
    return inputs;
  }

  List<Flow> outputs() {
    return outputs;
  }

  /** Whether the link itself is one of those that learn. */
  boolean learns(Collection<? extends Link> learners) {
    return learners.stream().anyMatch(learner -> learner == link);
  }

  /** Looks at how steep one of the outputs is. */
  Slopes slopes(Flow output, GradientPenalty penalty) {
    return new Slopes(
        pass, inputs.stream().map(Flow::array).toList(), outputs.indexOf(output), penalty);
  }

  /**
   * Goes back, and only as far as it has to.
   *
   * @param learns whether the link's parameters get their gradients
   * @param through whether there is somebody to learn before the link
   * @return the gradients at the inputs, none where there is nobody
   */
  List<INDArray> back(boolean learns, boolean through, INDArray... gradients) {
    if (learns && through) {
      return pass.backward(gradients);
    }
    if (learns) {
      pass.accumulate(gradients);
      return List.of();
    }
    return pass.inputGradients(gradients);
  }
}
