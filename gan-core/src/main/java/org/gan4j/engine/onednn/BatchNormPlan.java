package org.gan4j.engine.onednn;

import static com.google.common.base.Preconditions.checkArgument;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl.normalization_flags;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.RowsBatchNorm;
import org.gan4j.engine.plan.RunningStatistics;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * BatchNorm of {@code [batch, size]} or of channels, and an activation in its place. DL4J keeps
 * gamma and beta side by side, which is oneDNN's scale and shift.
 */
final class BatchNormPlan {
  private final Operation.BatchNorm layer;
  private final RunningStatistics running;
  private final Eltwise activation;
  private final boolean training;
  private final memory.desc values; // as oneDNN sees them
  private final Port source;
  private final Tensor result;
  private final memory output;
  private final INDArray mean;
  private final INDArray variance;
  private final memory means;
  private final memory variances;
  private final batch_normalization_forward.primitive_desc description;
  private final Optional<RowsBatchNorm> small; // for matrices that one thread is faster with
  private final IdentityHashMap<memory, Floats> known =
      new IdentityHashMap<>(); // each is given again and again

  private BatchNormPlan(
      Operation.BatchNorm layer, Eltwise activation, memory.desc input, boolean training) {
    long[] sizes = OneDnn.sizes(input);
    checkArgument(
        (sizes.length == 2 || sizes.length == 4) && sizes[1] == layer.size(),
        "a BatchNorm of %s values or channels cannot take %s",
        layer.size(),
        Arrays.toString(sizes));
    this.layer = layer;
    this.running = new RunningStatistics(layer);
    this.activation = activation;
    this.training = training;
    this.values = sizes.length == 2 ? pixels(sizes) : input;
    this.source = sizes.length == 2 ? Port.ofRows(values) : new Port(values);
    this.result = new Tensor(input);
    this.output = OneDnn.as(values, result.memory());
    this.mean = training ? vector() : running.mean();
    this.variance = vector();
    this.means = OneDnn.over(OneDnn.rows(layer.size()), mean);
    this.variances = OneDnn.over(OneDnn.rows(layer.size()), variance);
    this.description = describe();
    this.small =
        training && sizes.length == 2 && RowsBatchNorm.suits(sizes[0], sizes[1])
            ? Optional.of(new RowsBatchNorm(sizes[0], sizes[1], layer.epsilon()))
            : Optional.empty();
  }

  /**
   * Returns the layout of each value as a channel of one pixel: oneDNN has its fast code for it.
   */
  private static memory.desc pixels(long[] sizes) {
    return OneDnn.tagged(memory.format_tag.nhwc, sizes[0], sizes[1], 1, 1);
  }

  private INDArray vector() {
    return OneDnn.array(layer.size());
  }

  static OneDnnNode.Planner planner(Operation.BatchNorm layer, Eltwise activation) {
    return (input, training) -> new BatchNormPlan(layer, activation, input, training).plan();
  }

  private batch_normalization_forward.primitive_desc describe() {
    int flags =
        normalization_flags.use_scale_shift.value
            | (training ? 0 : normalization_flags.use_global_stats.value);
    return new batch_normalization_forward.primitive_desc(
        new batch_normalization_forward.desc(
            training ? prop_kind.forward_training.value : prop_kind.forward_inference.value,
            values,
            (float) layer.epsilon(),
            flags),
        OneDnn.attributes(),
        OneDnn.processor());
  }

  private Plan plan() {
    Calls forward = new Calls();
    if (!training) {
      forward.add(() -> running.variance(variance));
    }
    memory parameters = scaleShift(parameter());
    small.ifPresentOrElse(
        rows ->
            forward.add(
                () ->
                    rows.forward(
                        floats(source.memory()),
                        floats(parameters),
                        floats(means),
                        floats(variances),
                        floats(output))),
        () -> normalise(parameters, forward));
    if (!activation.identity()) {
      activation.apply(output, output, forward);
    }
    return new Plan(source, forward, result, this::backward);
  }

  private void normalise(memory parameters, Calls calls) {
    calls.add(
        new batch_normalization_forward(description),
        description.scratchpad_desc(),
        Map.of(
            DNNL_ARG_SRC, source.memory(),
            DNNL_ARG_SCALE_SHIFT, parameters,
            DNNL_ARG_MEAN, means,
            DNNL_ARG_VARIANCE, variances,
            DNNL_ARG_DST, output));
  }

  private FloatBuffer floats(memory of) {
    return known.computeIfAbsent(of, Floats::new).buffer();
  }

  private INDArray parameter() {
    return layer.arrays().parameter(BatchNormalizationParamInitializer.GAMMA);
  }

  private memory scaleShift(INDArray gamma) {
    return OneDnn.over(OneDnn.rows(2, layer.size()), gamma); // beta lies behind gamma
  }

  private Plan.Backward backward() {
    Port gradient = result.shape().length == 2 ? Port.ofRows(values) : new Port(values);
    Calls first = new Calls();
    memory before = activation.back(output, gradient.memory(), first);
    Tensor atInput = new Tensor(result.layout());
    // Both gradients come from one pass over the values, wherever they are wanted.
    memory atParameters = OneDnn.allocate(OneDnn.rows(2, layer.size()));
    memory parameters = scaleShift(parameter());
    memory at = OneDnn.as(values, atInput.memory());
    small.ifPresentOrElse(
        rows ->
            first.add(
                () ->
                    rows.backward(
                        floats(source.memory()),
                        floats(parameters),
                        floats(means),
                        floats(variances),
                        floats(before),
                        floats(atParameters),
                        floats(at))),
        () -> both(before, parameters, at, atParameters, first));
    Calls toParameters =
        new Calls()
            .reorder(
                atParameters,
                scaleShift(layer.arrays().gradient(BatchNormalizationParamInitializer.GAMMA)))
            .add(() -> running.move(mean, variance));
    return new Plan.Backward(
        gradient, first, toParameters, () -> new Plan.ToInput(new Calls(), atInput));
  }

  private void both(
      memory before, memory parameters, memory atInput, memory atParameters, Calls calls) {
    var backward =
        new batch_normalization_backward.primitive_desc(
            new batch_normalization_backward.desc(
                prop_kind.backward,
                values,
                values,
                (float) layer.epsilon(),
                normalization_flags.use_scale_shift),
            OneDnn.attributes(),
            OneDnn.processor(),
            description);
    calls.add(
        new batch_normalization_backward(backward),
        backward.scratchpad_desc(),
        Map.of(
            DNNL_ARG_SRC, source.memory(),
            DNNL_ARG_MEAN, means,
            DNNL_ARG_VARIANCE, variances,
            DNNL_ARG_DIFF_DST, before,
            DNNL_ARG_SCALE_SHIFT, parameters,
            DNNL_ARG_DIFF_SRC, atInput,
            DNNL_ARG_DIFF_SCALE_SHIFT, atParameters));
  }
}
