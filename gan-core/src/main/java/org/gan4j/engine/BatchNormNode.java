package org.gan4j.engine;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;

import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl.normalization_flags;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * BatchNorm of {@code [batch, size]} by oneDNN. DL4J keeps gamma and beta side by side, which is
 * oneDNN's scale and shift. In inference mode, and behind convolutions, DL4J's own layer computes.
 */
final class BatchNormNode implements Step.Node {
  private final LayerNode layer;
  private final LayerArrays arrays;
  private final BatchNormalization configuration;
  private final long size;
  private final PerBatch<Plan> plans = new PerBatch<>(Plan::new);
  private Plan last; // of the last forward pass, or null if DL4J's layer made it

  BatchNormNode(Layer layer, LayerArrays arrays) {
    this.layer = new LayerNode(layer, null);
    this.arrays = arrays;
    this.configuration = (BatchNormalization) layer.conf().getLayer();
    this.size = configuration.getNOut();
  }

  @Override
  public INDArray forward(List<INDArray> inputs, boolean training) {
    INDArray input = inputs.get(0);
    if (!training || input.rank() != 2) {
      last = null;
      return layer.forward(inputs, training);
    }
    last = plans.of(input.size(0));
    return last.forward(input);
  }

  @Override
  public boolean buffered() {
    return true;
  }

  @Override
  public boolean remembers() {
    return last != null;
  }

  @Override
  public Pair<Gradient, INDArray[]> backward(INDArray gradient, boolean frozen) {
    return last == null
        ? layer.backward(gradient, frozen)
        : Pair.of(arrays.gradients(), new INDArray[] {last.backward(gradient, frozen)});
  }

  /**
   * Writes what DL4J keeps among the gradients: by how much the running statistics are to move,
   * mean and variance by {@code (1 - decay)} of their distance to the batch's; the variance may be
   * kept as the decimal logarithm of its root.
   */
  private void moveRunningStatistics(INDArray mean, INDArray variance) {
    double rate = 1 - configuration.getDecay();
    move(BatchNormalizationParamInitializer.GLOBAL_MEAN, mean, rate);
    if (!configuration.isUseLogStd()) {
      move(BatchNormalizationParamInitializer.GLOBAL_VAR, variance, rate);
      return;
    }
    String name = BatchNormalizationParamInitializer.GLOBAL_LOG_STD;
    INDArray old = Transforms.exp(flat(arrays.parameter(name)).mul(2 * Math.log(10)), false);
    INDArray next = old.mul(1 - rate).addi(variance.mul(rate));
    INDArray ratio = Transforms.log(old.divi(next), false);
    flat(arrays.gradient(name)).assign(ratio.muli(0.5 / Math.log(10)));
  }

  private void move(String name, INDArray batch, double rate) {
    flat(arrays.parameter(name)).subi(batch, flat(arrays.gradient(name)));
    flat(arrays.gradient(name)).muli(rate);
  }

  private static INDArray flat(INDArray vector) {
    return vector.reshape(vector.length());
  }

  /** Everything for one batch size. */
  private final class Plan {
    private final memory.desc values;
    private final memory source;
    private final memory gradientAtOutput;
    private final INDArray result;
    private final INDArray atInput;
    private final INDArray mean = Nd4j.createUninitialized(DataType.FLOAT, size);
    private final INDArray variance = Nd4j.createUninitialized(DataType.FLOAT, size);
    private final INDArray unused = Nd4j.createUninitialized(DataType.FLOAT, 2 * size);
    private final OneDnn.Call forward;
    private final OneDnn.Call backward;
    private final OneDnn.Call backwardFrozen;
    private INDArray lastInput; // these two keep the memory alive that the calls read
    private INDArray lastGradient;

    Plan(long batch) {
      // Each value as a channel of one pixel: of this shape oneDNN has its fast code.
      values =
          new memory.desc(
              new long[] {batch, size, 1, 1}, memory.data_type.f32, memory.format_tag.nhwc);
      result = Nd4j.createUninitialized(DataType.FLOAT, batch, size);
      atInput = Nd4j.createUninitialized(DataType.FLOAT, batch, size);
      source = OneDnn.over(values, atInput); // until the first pass
      gradientAtOutput = OneDnn.over(values, result); // until the first backward pass
      batch_normalization_forward.primitive_desc hint = describeForward();
      forward = forward(hint);
      backward = backward(hint, arrays.gradient(BatchNormalizationParamInitializer.GAMMA));
      backwardFrozen = backward(hint, unused);
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
      if (frozen) {
        backwardFrozen.run();
      } else {
        backward.run();
        moveRunningStatistics(mean, variance);
      }
      return atInput;
    }

    private batch_normalization_forward.primitive_desc describeForward() {
      return new batch_normalization_forward.primitive_desc(
          new batch_normalization_forward.desc(
              prop_kind.forward_training,
              values,
              (float) configuration.getEps(),
              normalization_flags.use_scale_shift),
          OneDnn.attributes(),
          OneDnn.processor());
    }

    private memory scaleShift(INDArray gamma) {
      return OneDnn.over(OneDnn.matrix(2, size), gamma); // beta lies behind gamma
    }

    private memory parameters() {
      return scaleShift(arrays.parameter(BatchNormalizationParamInitializer.GAMMA));
    }

    private OneDnn.Call forward(batch_normalization_forward.primitive_desc description) {
      return new OneDnn.Call(
          new batch_normalization_forward(description),
          description.scratchpad_desc(),
          Map.of(
              DNNL_ARG_SRC, source,
              DNNL_ARG_SCALE_SHIFT, parameters(),
              DNNL_ARG_MEAN, OneDnn.over(OneDnn.vector(size), mean),
              DNNL_ARG_VARIANCE, OneDnn.over(OneDnn.vector(size), variance),
              DNNL_ARG_DST, OneDnn.over(values, result)));
    }

    private OneDnn.Call backward(
        batch_normalization_forward.primitive_desc hint, INDArray gammaGradient) {
      var description =
          new batch_normalization_backward.primitive_desc(
              new batch_normalization_backward.desc(
                  prop_kind.backward,
                  values,
                  values,
                  (float) configuration.getEps(),
                  normalization_flags.use_scale_shift),
              OneDnn.attributes(),
              OneDnn.processor(),
              hint);
      return new OneDnn.Call(
          new batch_normalization_backward(description),
          description.scratchpad_desc(),
          Map.of(
              DNNL_ARG_SRC, source,
              DNNL_ARG_MEAN, OneDnn.over(OneDnn.vector(size), mean),
              DNNL_ARG_VARIANCE, OneDnn.over(OneDnn.vector(size), variance),
              DNNL_ARG_DIFF_DST, gradientAtOutput,
              DNNL_ARG_SCALE_SHIFT, parameters(),
              DNNL_ARG_DIFF_SRC, OneDnn.over(values, atInput),
              DNNL_ARG_DIFF_SCALE_SHIFT, scaleShift(gammaGradient)));
    }
  }
}
