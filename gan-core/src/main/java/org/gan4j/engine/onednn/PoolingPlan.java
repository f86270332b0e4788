package org.gan4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.Window;

/** Pooling, and an activation in its place. */
final class PoolingPlan {
  private final Operation.Pooling layer;
  private final Eltwise activation;
  private final memory.desc input;
  private final pooling_forward.primitive_desc description;
  private final Port source;
  private final Tensor result;
  private final memory workspace; // where the largest values were, or null

  private PoolingPlan(Operation.Pooling layer, Eltwise activation, memory.desc input) {
    ConvolutionPlan.check(layer.window(), OneDnn.sizes(input));
    this.layer = layer;
    this.activation = activation;
    this.input = input;
    this.description =
        new pooling_forward.primitive_desc(describe(), OneDnn.attributes(), OneDnn.processor());
    this.source = new Port(input);
    this.result = new Tensor(description.dst_desc());
    this.workspace =
        layer.kind() == Operation.Pooling.Kind.MAX
            ? OneDnn.allocate(description.workspace_desc())
            : null;
  }

  static OneDnnNode.Planner planner(Operation.Pooling layer, Eltwise activation) {
    return (input, training) -> new PoolingPlan(layer, activation, input).plan();
  }

  private algorithm algorithm() {
    return switch (layer.kind()) {
      case MAX -> algorithm.pooling_max;
      case MEAN_WITH_PADDING -> algorithm.pooling_avg_include_padding;
      case MEAN -> algorithm.pooling_avg_exclude_padding;
    };
  }

  private pooling_forward.desc describe() {
    long[] sizes = OneDnn.sizes(input);
    Window.Axis down = layer.window().height();
    Window.Axis right = layer.window().width();
    int height = (int) sizes[2];
    int width = (int) sizes[3];
    memory.desc output = OneDnn.free(sizes[0], sizes[1], down.places(height), right.places(width));
    return new pooling_forward.desc(
        prop_kind.forward_training,
        algorithm(),
        input,
        output,
        strides(),
        kernel(),
        new long[] {down.before(height), right.before(width)},
        new long[] {down.after(height), right.after(width)});
  }

  private long[] strides() {
    return new long[] {layer.window().height().stride(), layer.window().width().stride()};
  }

  private long[] kernel() {
    return new long[] {layer.window().height().size(), layer.window().width().size()};
  }

  private Plan plan() {
    Map<Integer, memory> arguments = new HashMap<>();
    arguments.put(DNNL_ARG_SRC, source.memory());
    arguments.put(DNNL_ARG_DST, result.memory());
    if (workspace != null) {
      arguments.put(DNNL_ARG_WORKSPACE, workspace);
    }
    Calls forward =
        new Calls().add(new pooling_forward(description), description.scratchpad_desc(), arguments);
    if (!activation.identity()) {
      activation.apply(result.memory(), result.memory(), forward);
    }
    return new Plan(source, forward, result, this::backward);
  }

  private Plan.Backward backward() {
    Port gradient = new Port(result.layout());
    Calls first = new Calls();
    memory before = activation.back(result.memory(), gradient.memory(), first);
    return new Plan.Backward(gradient, first, new Calls(), () -> toInput(before));
  }

  private Plan.ToInput toInput(memory before) {
    long[] sizes = OneDnn.sizes(input);
    int height = (int) sizes[2];
    int width = (int) sizes[3];
    Window window = layer.window();
    var backward =
        new pooling_backward.primitive_desc(
            new pooling_backward.desc(
                algorithm(),
                input,
                result.layout(),
                strides(),
                kernel(),
                new long[] {window.height().before(height), window.width().before(width)},
                new long[] {window.height().after(height), window.width().after(width)}),
            OneDnn.attributes(),
            OneDnn.processor(),
            description);
    Tensor atInput = new Tensor(input);
    Map<Integer, memory> arguments = new HashMap<>();
    arguments.put(DNNL_ARG_DIFF_DST, before);
    arguments.put(DNNL_ARG_DIFF_SRC, atInput.memory());
    if (workspace != null) {
      arguments.put(DNNL_ARG_WORKSPACE, workspace);
    }
    return new Plan.ToInput(
        new Calls().add(new pooling_backward(backward), backward.scratchpad_desc(), arguments),
        atInput);
  }
}
