package org.gan4j.engine;

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
 * An activation that oneDNN computes together with the layer before it, and whose derivative
 * follows from its output.
 */
record Fused(algorithm forward, algorithm backward, float alpha) {

  /** Returns the activation in oneDNN's terms, if it has it. */
  static Optional<Fused> of(IActivation activation) {
    if (activation instanceof ActivationIdentity) {
      return Optional.of(new Fused(algorithm.eltwise_linear, algorithm.eltwise_linear, 1));
    }
    if (activation instanceof ActivationTanH) {
      return Optional.of(
          new Fused(algorithm.eltwise_tanh, algorithm.eltwise_tanh_use_dst_for_bwd, 0));
    }
    if (activation instanceof ActivationSigmoid) {
      return Optional.of(
          new Fused(algorithm.eltwise_logistic, algorithm.eltwise_logistic_use_dst_for_bwd, 0));
    }
    if (activation instanceof ActivationLReLU leaky && leaky.getAlpha() >= 0) {
      return Optional.of(relu((float) leaky.getAlpha()));
    }
    return activation instanceof ActivationReLU && activation.equals(new ActivationReLU())
        ? Optional.of(relu(0))
        : Optional.empty();
  }

  private static Fused relu(float alpha) {
    return new Fused(algorithm.eltwise_relu, algorithm.eltwise_relu_use_dst_for_bwd, alpha);
  }

  /** Returns the attribute that applies the activation to a primitive's result. */
  primitive_attr afterwards() {
    post_ops operations = new post_ops();
    operations.append_eltwise(1, forward, alpha, 0);
    primitive_attr attributes = OneDnn.attributes();
    attributes.set_post_ops(operations);
    return attributes;
  }

  /** Describes the backward pass on values of a shape. */
  eltwise_backward.primitive_desc backward(memory.desc values) {
    eltwise_forward.primitive_desc hint =
        new eltwise_forward.primitive_desc(
            new eltwise_forward.desc(prop_kind.forward_training, backward, values, alpha, 0),
            OneDnn.processor());
    return new eltwise_backward.primitive_desc(
        new eltwise_backward.desc(backward, values, values, alpha, 0),
        OneDnn.attributes(),
        OneDnn.processor(),
        hint);
  }
}
