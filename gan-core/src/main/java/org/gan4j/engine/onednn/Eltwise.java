package org.gan4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/**
 * An activation that oneDNN computes, alone or with the layer before it, and whose derivative
 * follows from its output.
 */
record Eltwise(algorithm forward, algorithm backward, float alpha) {
  /** The one that changes nothing. */
  static final Eltwise IDENTITY =
      new Eltwise(algorithm.eltwise_linear, algorithm.eltwise_linear, 1);

  /** Returns the activation in oneDNN's terms, if it has it. */
  static Optional<Eltwise> of(IActivation activation) {
    if (activation instanceof ActivationIdentity) {
      return Optional.of(IDENTITY);
    }
    if (activation instanceof ActivationTanH) {
      return Optional.of(
          new Eltwise(algorithm.eltwise_tanh, algorithm.eltwise_tanh_use_dst_for_bwd, 0));
    }
    if (activation instanceof ActivationSigmoid) {
      return Optional.of(
          new Eltwise(algorithm.eltwise_logistic, algorithm.eltwise_logistic_use_dst_for_bwd, 0));
    }
    if (activation instanceof ActivationLReLU leaky && leaky.getAlpha() >= 0) {
      return Optional.of(relu((float) leaky.getAlpha()));
    }
    return activation instanceof ActivationReLU && activation.equals(new ActivationReLU())
        ? Optional.of(relu(0))
        : Optional.empty();
  }

  private static Eltwise relu(float alpha) {
    return new Eltwise(algorithm.eltwise_relu, algorithm.eltwise_relu_use_dst_for_bwd, alpha);
  }

  boolean identity() {
    return equals(IDENTITY);
  }

  /** Returns the attribute that applies the activation to a primitive's result. */
  primitive_attr afterwards() {
    primitive_attr attributes = OneDnn.attributes();
    if (!identity()) {
      post_ops operations = new post_ops();
      operations.append_eltwise(1, forward, alpha, 0);
      attributes.set_post_ops(operations);
    }
    return attributes;
  }

  /** Applies the activation to values, in place too. */
  void apply(memory from, memory to, Calls calls) {
    var description =
        new eltwise_forward.primitive_desc(
            new eltwise_forward.desc(
                prop_kind.forward_training, forward, from.get_desc(), alpha, 0),
            OneDnn.attributes(),
            OneDnn.processor());
    calls.add(
        new eltwise_forward(description),
        description.scratchpad_desc(),
        Map.of(DNNL_ARG_SRC, from, DNNL_ARG_DST, to));
  }

  /**
   * Brings a gradient back through the activation.
   *
   * @param output of the activation
   * @param gradient there, in the same layout
   * @param calls to which it is added
   * @return the gradient before the activation
   */
  memory back(memory output, memory gradient, Calls calls) {
    if (identity()) {
      return gradient;
    }
    memory before = OneDnn.allocate(gradient.get_desc());
    back(output, gradient, before, calls);
    return before;
  }

  /** The same into given memory, which may be the gradient's. */
  void back(memory output, memory gradient, memory before, Calls calls) {
    memory.desc values = gradient.get_desc();
    var hint =
        new eltwise_forward.primitive_desc(
            new eltwise_forward.desc(prop_kind.forward_training, backward, values, alpha, 0),
            OneDnn.processor());
    var description =
        new eltwise_backward.primitive_desc(
            new eltwise_backward.desc(backward, values, values, alpha, 0),
            OneDnn.attributes(),
            OneDnn.processor(),
            hint);
    calls.add(
        new eltwise_backward(description),
        description.scratchpad_desc(),
        Map.of(DNNL_ARG_DST, output, DNNL_ARG_DIFF_DST, gradient, DNNL_ARG_DIFF_SRC, before));
  }

  /** Whether its second derivative is zero but for corners. */
  boolean straight() {
    return forward == algorithm.eltwise_linear || forward == algorithm.eltwise_relu;
  }

  /**
   * Computes what {@link #back} turns into the change of a gradient along a direction: their
   * product times the second derivative over the first, which is -2y of tanh and 1 - 2y of the
   * sigmoid function, of its value y.
   */
  void bend(memory output, memory direction, memory gradient, memory to, Calls calls) {
    memory.desc values = output.get_desc();
    memory ratio = OneDnn.allocate(values);
    var description =
        new eltwise_forward.primitive_desc(
            new eltwise_forward.desc(
                prop_kind.forward_training,
                algorithm.eltwise_linear,
                values,
                -2,
                forward == algorithm.eltwise_tanh ? 0 : 1),
            OneDnn.attributes(),
            OneDnn.processor());
    calls
        .add(
            new eltwise_forward(description),
            description.scratchpad_desc(),
            Map.of(DNNL_ARG_SRC, output, DNNL_ARG_DST, ratio))
        .product(direction, gradient, to)
        .product(to, ratio, to);
  }
}
