package org.gan4j.engine;

import static com.google.common.base.Preconditions.checkArgument;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.deeplearning4j.nn.gradient.Gradient;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A dense layer with its activation by oneDNN: weights and gradients are DL4J's own arrays. DL4J
 * keeps the weights {@code [in, out]} column by column, which is oneDNN's {@code [out, in]} row by
 * row.
 */
final class DenseNode implements Step.Node {
  private final LayerArrays arrays;
  private final Fused activation;
  private final long in;
  private final long out;
  private final PerBatch<Plan> plans = new PerBatch<>(Plan::new);
  private Plan last; // of the last forward pass

  DenseNode(LayerArrays arrays, Fused activation) {
    this.arrays = arrays;
    this.activation = activation;
    this.in = arrays.parameter("W").size(0);
    this.out = arrays.parameter("W").size(1);
  }

  @Override
  public INDArray forward(List<INDArray> inputs, boolean training) {
    INDArray input = inputs.get(0);
    checkArgument(
        input.rank() == 2 && input.size(1) == in,
        "a dense layer of %s inputs cannot take %s",
        in,
        Arrays.toString(input.shape()));
    last = plans.of(input.size(0));
    return last.forward(input);
  }

  @Override
  public boolean buffered() {
    return true;
  }

  @Override
  public boolean remembers() {
    return true;
  }

  @Override
  public Pair<Gradient, INDArray[]> backward(INDArray gradient, boolean frozen) {
    return Pair.of(arrays.gradients(), new INDArray[] {last.backward(gradient, frozen)});
  }

  /** Everything for one batch size. */
  private final class Plan {
    private final memory.desc input;
    private final memory.desc output;
    private final memory source;
    private final memory gradientAtOutput;
    private final INDArray result;
    private final INDArray beforeActivation; // the gradient there
    private final INDArray atInput;
    private final OneDnn.Call forward;
    private final OneDnn.Call throughActivation;
    private final OneDnn.Call toInput;
    private final OneDnn.Call toParameters;
    private INDArray lastInput; // these two keep the memory alive that the calls read
    private INDArray lastGradient;

    Plan(long batch) {
      input = OneDnn.matrix(batch, in);
      output = OneDnn.matrix(batch, out);
      result = Nd4j.createUninitialized(DataType.FLOAT, batch, out);
      beforeActivation = Nd4j.createUninitialized(DataType.FLOAT, batch, out);
      atInput = Nd4j.createUninitialized(DataType.FLOAT, batch, in);
      source = OneDnn.over(input, atInput); // until the first pass
      gradientAtOutput = OneDnn.over(output, result); // until the first backward pass
      inner_product_forward.primitive_desc hint = describeForward();
      forward = forward(hint);
      throughActivation = throughActivation();
      toInput = toInput(hint);
      toParameters = toParameters(hint);
    }

    INDArray forward(INDArray array) {
      lastInput = OneDnn.dense(array);
      OneDnn.move(source, lastInput);
      forward.run();
      return result;
    }

    INDArray backward(INDArray gradient, boolean frozen) {
      lastGradient = OneDnn.dense(gradient);
      OneDnn.move(gradientAtOutput, lastGradient);
      throughActivation.run();
      if (!frozen) {
        toParameters.run();
      }
      toInput.run();
      return atInput;
    }

    private inner_product_forward.primitive_desc describeForward() {
      return new inner_product_forward.primitive_desc(
          new inner_product_forward.desc(
              prop_kind.forward_training, input, weights(), OneDnn.vector(out), output),
          activation.afterwards(),
          OneDnn.processor());
    }

    private memory.desc weights() {
      return OneDnn.matrix(out, in);
    }

    private OneDnn.Call forward(inner_product_forward.primitive_desc description) {
      return new OneDnn.Call(
          new inner_product_forward(description),
          description.scratchpad_desc(),
          Map.of(
              DNNL_ARG_SRC, source,
              DNNL_ARG_WEIGHTS, OneDnn.over(weights(), arrays.parameter("W")),
              DNNL_ARG_BIAS, OneDnn.over(OneDnn.vector(out), arrays.parameter("b")),
              DNNL_ARG_DST, OneDnn.over(output, result)));
    }

    private OneDnn.Call throughActivation() {
      eltwise_backward.primitive_desc description = activation.backward(output);
      return new OneDnn.Call(
          new eltwise_backward(description),
          description.scratchpad_desc(),
          Map.of(
              DNNL_ARG_SRC, OneDnn.over(output, result), // wanted, but not read, by the identity
              DNNL_ARG_DST, OneDnn.over(output, result),
              DNNL_ARG_DIFF_DST, gradientAtOutput,
              DNNL_ARG_DIFF_SRC, OneDnn.over(output, beforeActivation)));
    }

    private OneDnn.Call toInput(inner_product_forward.primitive_desc hint) {
      var description =
          new inner_product_backward_data.primitive_desc(
              new inner_product_backward_data.desc(input, weights(), output),
              OneDnn.attributes(),
              OneDnn.processor(),
              hint);
      return new OneDnn.Call(
          new inner_product_backward_data(description),
          description.scratchpad_desc(),
          Map.of(
              DNNL_ARG_DIFF_DST, OneDnn.over(output, beforeActivation),
              DNNL_ARG_WEIGHTS, OneDnn.over(weights(), arrays.parameter("W")),
              DNNL_ARG_DIFF_SRC, OneDnn.over(input, atInput)));
    }

    private OneDnn.Call toParameters(inner_product_forward.primitive_desc hint) {
      var description =
          new inner_product_backward_weights.primitive_desc(
              new inner_product_backward_weights.desc(input, weights(), OneDnn.vector(out), output),
              OneDnn.attributes(),
              OneDnn.processor(),
              hint);
      return new OneDnn.Call(
          new inner_product_backward_weights(description),
          description.scratchpad_desc(),
          Map.of(
              DNNL_ARG_SRC, source,
              DNNL_ARG_DIFF_DST, OneDnn.over(output, beforeActivation),
              DNNL_ARG_DIFF_WEIGHTS, OneDnn.over(weights(), arrays.gradient("W")),
              DNNL_ARG_DIFF_BIAS, OneDnn.over(OneDnn.vector(out), arrays.gradient("b"))));
    }
  }
}
