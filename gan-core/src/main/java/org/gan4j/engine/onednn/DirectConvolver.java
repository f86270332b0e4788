package org.gan4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;

/** One convolution of oneDNN's, with kernels from wherever they come. */
final class DirectConvolver implements Convolver {
  private final ConvolutionGeometry geometry;
  private final Parameter weights;
  private final Parameter bias; // or null
  private final Eltwise activation;
  private final convolution_forward.primitive_desc description;

  /** Plans a convolution, whose output may lie as oneDNN likes, or as {@code output} says. */
  DirectConvolver(
      ConvolutionGeometry geometry,
      Parameter weights,
      Parameter bias,
      Eltwise activation,
      memory.desc output) {
    this.geometry = geometry;
    this.weights = weights;
    this.bias = bias;
    this.activation = activation;
    this.description =
        new convolution_forward.primitive_desc(
            describe(output), activation.afterwards(), OneDnn.processor());
  }

  private convolution_forward.desc describe(memory.desc output) {
    memory.desc input = OneDnn.free(geometry.input());
    return bias == null
        ? new convolution_forward.desc(
            prop_kind.forward_training,
            algorithm.convolution_direct,
            input,
            freeWeights(),
            output,
            geometry.strides(),
            geometry.dilations(),
            geometry.before(),
            geometry.after())
        : new convolution_forward.desc(
            prop_kind.forward_training,
            algorithm.convolution_direct,
            input,
            freeWeights(),
            bias.layout(),
            output,
            geometry.strides(),
            geometry.dilations(),
            geometry.before(),
            geometry.after());
  }

  private memory.desc freeWeights() {
    return OneDnn.free(OneDnn.sizes(weights.layout()));
  }

  @Override
  public memory.desc input() {
    return description.src_desc();
  }

  @Override
  public memory.desc output() {
    return description.dst_desc();
  }

  @Override
  public void forward(memory input, memory output, Calls calls) {
    Map<Integer, memory> arguments = new HashMap<>();
    arguments.put(DNNL_ARG_SRC, input);
    arguments.put(DNNL_ARG_WEIGHTS, weights.values(description.weights_desc(), calls));
    arguments.put(DNNL_ARG_DST, output);
    if (bias != null) {
      arguments.put(DNNL_ARG_BIAS, bias.values());
    }
    calls.add(new convolution_forward(description), description.scratchpad_desc(), arguments);
  }

  @Override
  public memory back(memory output, Port gradient, Calls calls) {
    return activation.back(output, gradient.memory(), calls);
  }

  @Override
  public void toParameters(memory input, memory before, Calls calls) {
    var backward =
        new convolution_backward_weights.primitive_desc(
            describeToParameters(), OneDnn.attributes(), OneDnn.processor(), description);
    memory written = weights.gradient(backward.diff_weights_desc());
    Map<Integer, memory> arguments = new HashMap<>();
    arguments.put(DNNL_ARG_SRC, input);
    arguments.put(DNNL_ARG_DIFF_DST, before);
    arguments.put(DNNL_ARG_DIFF_WEIGHTS, written);
    if (bias != null) {
      arguments.put(DNNL_ARG_DIFF_BIAS, bias.gradient());
    }
    calls.add(new convolution_backward_weights(backward), backward.scratchpad_desc(), arguments);
    weights.deliver(written, calls);
  }

  private convolution_backward_weights.desc describeToParameters() {
    return bias == null
        ? new convolution_backward_weights.desc(
            algorithm.convolution_direct,
            input(),
            freeWeights(),
            output(),
            geometry.strides(),
            geometry.dilations(),
            geometry.before(),
            geometry.after())
        : new convolution_backward_weights.desc(
            algorithm.convolution_direct,
            input(),
            freeWeights(),
            bias.layout(),
            output(),
            geometry.strides(),
            geometry.dilations(),
            geometry.before(),
            geometry.after());
  }

  @Override
  public Plan.ToInput toInput(memory before) {
    Calls calls = new Calls();
    var backward =
        new convolution_backward_data.primitive_desc(
            new convolution_backward_data.desc(
                algorithm.convolution_direct,
                OneDnn.free(geometry.input()),
                freeWeights(),
                output(),
                geometry.strides(),
                geometry.dilations(),
                geometry.before(),
                geometry.after()),
            OneDnn.attributes(),
            OneDnn.processor(),
            description);
    Tensor atInput = new Tensor(backward.diff_src_desc());
    calls.add(
        new convolution_backward_data(backward),
        backward.scratchpad_desc(),
        Map.of(
            DNNL_ARG_DIFF_DST, before,
            DNNL_ARG_WEIGHTS, weights.values(backward.weights_desc(), calls),
            DNNL_ARG_DIFF_SRC, atInput.memory()));
    return new Plan.ToInput(calls, atInput);
  }
}
