package org.gan4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.deconvolution_backward_data;
import org.bytedeco.dnnl.deconvolution_backward_weights;
import org.bytedeco.dnnl.deconvolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;

/**
 * A transposed convolution: forward by phases, which keep every lane of the processor busy; back by
 * oneDNN's own primitives, which are plain convolutions there and take no step in between.
 */
final class TransposedConvolver implements Convolver {
  private final Convolver phases;
  private final ConvolutionGeometry geometry;
  private final Parameter weights; // [out, in, height, width], as oneDNN names them
  private final Parameter bias; // or null
  private final Eltwise activation;

  /**
   * Wraps the forward pass.
   *
   * @param phases computes it
   * @param geometry of the convolution that this one is the transpose of: its input is our output
   */
  TransposedConvolver(
      Convolver phases,
      ConvolutionGeometry geometry,
      Parameter weights,
      Parameter bias,
      Eltwise activation) {
    this.phases = phases;
    this.geometry = geometry;
    this.weights = weights;
    this.bias = bias;
    this.activation = activation;
  }

  @Override
  public memory.desc input() {
    return phases.input();
  }

  @Override
  public memory.desc output() {
    return phases.output();
  }

  @Override
  public void forward(memory input, memory output, Calls calls) {
    phases.forward(input, output, calls);
  }

  @Override
  public memory back(memory output, Port gradient, Calls calls) {
    return activation.back(output, gradient.memory(), calls);
  }

  @Override
  public void toParameters(memory input, memory before, Calls calls) {
    var backward =
        new deconvolution_backward_weights.primitive_desc(
            describeToParameters(), OneDnn.attributes(), OneDnn.processor(), hint());
    memory written = weights.gradient(backward.diff_weights_desc());
    Map<Integer, memory> arguments = new HashMap<>();
    arguments.put(DNNL_ARG_SRC, input);
    arguments.put(DNNL_ARG_DIFF_DST, before);
    arguments.put(DNNL_ARG_DIFF_WEIGHTS, written);
    if (bias != null) {
      arguments.put(DNNL_ARG_DIFF_BIAS, bias.gradient());
    }
    calls.add(new deconvolution_backward_weights(backward), backward.scratchpad_desc(), arguments);
    weights.deliver(written, calls);
  }

  private deconvolution_backward_weights.desc describeToParameters() {
    return bias == null
        ? new deconvolution_backward_weights.desc(
            algorithm.deconvolution_direct,
            input(),
            freeWeights(),
            output(),
            geometry.strides(),
            geometry.dilations(),
            geometry.before(),
            geometry.after())
        : new deconvolution_backward_weights.desc(
            algorithm.deconvolution_direct,
            input(),
            freeWeights(),
            bias.layout(),
            output(),
            geometry.strides(),
            geometry.dilations(),
            geometry.before(),
            geometry.after());
  }

  private memory.desc freeWeights() {
    return OneDnn.free(OneDnn.sizes(weights.layout()));
  }

  private deconvolution_forward.primitive_desc hint() {
    return new deconvolution_forward.primitive_desc(
        new deconvolution_forward.desc(
            prop_kind.forward_training,
            algorithm.deconvolution_direct,
            OneDnn.free(OneDnn.sizes(input())),
            freeWeights(),
            OneDnn.free(OneDnn.sizes(output())),
            geometry.strides(),
            geometry.dilations(),
            geometry.before(),
            geometry.after()),
        OneDnn.attributes(),
        OneDnn.processor());
  }

  @Override
  public Plan.ToInput toInput(memory before) {
    Calls calls = new Calls();
    var backward =
        new deconvolution_backward_data.primitive_desc(
            new deconvolution_backward_data.desc(
                algorithm.deconvolution_direct,
                OneDnn.free(OneDnn.sizes(input())),
                freeWeights(),
                output(),
                geometry.strides(),
                geometry.dilations(),
                geometry.before(),
                geometry.after()),
            OneDnn.attributes(),
            OneDnn.processor(),
            hint());
    Tensor atInput = new Tensor(backward.diff_src_desc());
    calls.add(
        new deconvolution_backward_data(backward),
        backward.scratchpad_desc(),
        Map.of(
            DNNL_ARG_DIFF_DST, before,
            DNNL_ARG_WEIGHTS, weights.values(backward.weights_desc(), calls),
            DNNL_ARG_DIFF_SRC, atInput.memory()));
    return new Plan.ToInput(calls, atInput);
  }
}
