package org.gan4j.engine.onednn;

import static com.google.common.base.Preconditions.checkArgument;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.gan4j.engine.plan.LayerArrays;

/**
 * A dense layer with its activation. Weights and gradients are DL4J's own arrays, which it keeps
 * {@code [in, out]} column by column: oneDNN's {@code [out, in]} row by row.
 */
final class DensePlan {
  /** Examples and outputs from which on the transposed product is the faster one. */
  private static final int TURNED_FROM = 32;

  private final Eltwise activation;
  private final Parameter weights;
  private final Parameter bias; // or null
  private final memory.desc input;
  private final memory.desc output;
  private final Port source;
  private final Tensor result;
  private final inner_product_forward.primitive_desc description;

  private DensePlan(LayerArrays arrays, boolean hasBias, Eltwise activation, memory.desc shape) {
    long in = arrays.parameter("W").size(0);
    long out = arrays.parameter("W").size(1);
    long[] sizes = OneDnn.sizes(shape);
    checkArgument(
        sizes.length == 2 && sizes[1] == in,
        "a dense layer of %s inputs cannot take %s",
        in,
        Arrays.toString(sizes));
    this.activation = activation;
    this.weights =
        Parameter.over(OneDnn.rows(out, in), arrays.parameter("W"), arrays.gradient("W"));
    this.bias =
        hasBias
            ? Parameter.over(OneDnn.rows(out), arrays.parameter("b"), arrays.gradient("b"))
            : null;
    this.input = OneDnn.rows(sizes);
    this.output = OneDnn.rows(sizes[0], out);
    this.source = new Port(input);
    this.result = new Tensor(output);
    this.description = describe();
  }

  static OneDnnNode.Planner planner(LayerArrays arrays, boolean bias, Eltwise activation) {
    return (input, training) -> new DensePlan(arrays, bias, activation, input).plan();
  }

  private Plan plan() {
    return new Plan(source, forward(), result, this::backward);
  }

  private inner_product_forward.primitive_desc describe() {
    var operation =
        bias == null
            ? new inner_product_forward.desc(
                prop_kind.forward_training, input, weights.layout(), output)
            : new inner_product_forward.desc(
                prop_kind.forward_training, input, weights.layout(), bias.layout(), output);
    return new inner_product_forward.primitive_desc(
        operation, activation.afterwards(), OneDnn.processor());
  }

  private Calls forward() {
    long[] sizes = OneDnn.sizes(output);
    return sizes[0] >= TURNED_FROM && sizes[1] >= TURNED_FROM ? turned() : straight();
  }

  private Calls straight() {
    Map<Integer, memory> arguments = new HashMap<>();
    arguments.put(DNNL_ARG_SRC, source.memory());
    arguments.put(DNNL_ARG_WEIGHTS, weights.values());
    arguments.put(DNNL_ARG_DST, result.memory());
    if (bias != null) {
      arguments.put(DNNL_ARG_BIAS, bias.values());
    }
    return new Calls()
        .add(new inner_product_forward(description), description.scratchpad_desc(), arguments);
  }

  /**
   * Computes the transposed output: the weights stay as they lie, and the input, which is smaller,
   * is copied into the layout that oneDNN is fastest with. The other way round its product takes
   * nearly twice as long.
   */
  private Calls turned() {
    long batch = OneDnn.sizes(output)[0];
    long out = OneDnn.sizes(output)[1];
    var turned =
        new inner_product_forward.primitive_desc(
            new inner_product_forward.desc(
                prop_kind.forward_training,
                weights.layout(),
                OneDnn.free(OneDnn.sizes(input)),
                OneDnn.rows(out, batch)),
            OneDnn.attributes(),
            OneDnn.processor());
    memory packed = OneDnn.allocate(turned.weights_desc());
    memory product = OneDnn.allocate(turned.dst_desc());
    Calls calls =
        new Calls()
            .reorder(source.memory(), packed)
            .add(
                new inner_product_forward(turned),
                turned.scratchpad_desc(),
                Map.of(
                    DNNL_ARG_SRC, weights.values(),
                    DNNL_ARG_WEIGHTS, packed,
                    DNNL_ARG_DST, product));
    memory.desc columns = OneDnn.strided(new long[] {batch, out}, new long[] {1, batch});
    calls.reorder(OneDnn.as(columns, product), result.memory());
    if (bias != null) {
      addBias(OneDnn.as(OneDnn.rows(1, out), bias.values()), calls);
    } else if (!activation.identity()) {
      activation.apply(result.memory(), result.memory(), calls);
    }
    return calls;
  }

  private void addBias(memory row, Calls calls) {
    var sum =
        new binary.primitive_desc(
            new binary.desc(algorithm.binary_add, output, row.get_desc(), output),
            activation.afterwards(),
            OneDnn.processor());
    calls.add(
        new binary(sum),
        sum.scratchpad_desc(),
        Map.of(
            DNNL_ARG_SRC_0, result.memory(),
            DNNL_ARG_SRC_1, row,
            DNNL_ARG_DST, result.memory()));
  }

  private Plan.Backward backward() {
    Port gradient = new Port(output);
    Calls first = new Calls();
    memory before = activation.back(result.memory(), gradient.memory(), first);
    return new Plan.Backward(gradient, first, toParameters(before), () -> toInput(before));
  }

  private Calls toParameters(memory before) {
    var operation =
        bias == null
            ? new inner_product_backward_weights.desc(input, weights.layout(), output)
            : new inner_product_backward_weights.desc(
                input, weights.layout(), bias.layout(), output);
    var backward =
        new inner_product_backward_weights.primitive_desc(
            operation, OneDnn.attributes(), OneDnn.processor(), description);
    Map<Integer, memory> arguments = new HashMap<>();
    arguments.put(DNNL_ARG_SRC, source.memory());
    arguments.put(DNNL_ARG_DIFF_DST, before);
    arguments.put(DNNL_ARG_DIFF_WEIGHTS, weights.gradient());
    if (bias != null) {
      arguments.put(DNNL_ARG_DIFF_BIAS, bias.gradient());
    }
    return new Calls()
        .add(new inner_product_backward_weights(backward), backward.scratchpad_desc(), arguments);
  }

  private Plan.ToInput toInput(memory before) {
    var backward =
        new inner_product_backward_data.primitive_desc(
            new inner_product_backward_data.desc(input, weights.layout(), output),
            OneDnn.attributes(),
            OneDnn.processor(),
            description);
    Tensor atInput = new Tensor(input);
    Calls calls =
        new Calls()
            .add(
                new inner_product_backward_data(backward),
                backward.scratchpad_desc(),
                Map.of(
                    DNNL_ARG_DIFF_DST, before,
                    DNNL_ARG_WEIGHTS, weights.values(),
                    DNNL_ARG_DIFF_SRC, atInput.memory()));
    return new Plan.ToInput(calls, atInput);
  }
}
