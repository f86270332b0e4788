package org.gan4j.engine;

import com.google.common.primitives.Longs;
import java.util.Arrays;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.gan4j.engine.plan.LayerArrays;
import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.Window;
import org.gan4j.layer.MinibatchDeviation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/** Reads Deeplearning4j's configurations: what a layer, preprocessor or vertex computes. */
final class Operations {
  private static final Operation UNKNOWN = new Operation.Unknown();

  /** Layers whose input dropout and weight noise, if they have any, DL4J applies itself. */
  private static final Set<Class<?>> KNOWN =
      Set.of(
          DenseLayer.class,
          ConvolutionLayer.class,
          Deconvolution2D.class,
          BatchNormalization.class,
          SubsamplingLayer.class,
          Upsampling2D.class,
          ActivationLayer.class,
          EmbeddingLayer.class);

  private Operations() {}

  static Operation of(Layer layer) {
    var configuration = layer.conf().getLayer();
    if (configuration.getClass() == DropoutLayer.class) {
      return dropout((DropoutLayer) configuration);
    }
    if (configuration instanceof MinibatchDeviation && configuration.getIDropout() == null) {
      return new Operation.Deviation();
    }
    boolean plain =
        KNOWN.contains(configuration.getClass())
            && configuration.getIDropout() == null
            && !(configuration instanceof BaseLayer base && base.getWeightNoise() != null);
    return plain ? plain(layer) : UNKNOWN;
  }

  private static Operation plain(Layer layer) {
    var configuration = layer.conf().getLayer();
    if (configuration instanceof DenseLayer dense) {
      return dense.isHasLayerNorm()
          ? UNKNOWN
          : new Operation.Dense(new LayerArrays(layer), dense.isHasBias(), dense.getActivationFn());
    }
    if (configuration instanceof ConvolutionLayer convolution) {
      return convolution(layer, convolution);
    }
    if (configuration instanceof BatchNormalization norm) {
      return batchNorm(layer, norm);
    }
    if (configuration instanceof SubsamplingLayer pooling) {
      return pooling(pooling);
    }
    if (configuration instanceof Upsampling2D upsampling) {
      return upsampling.getFormat() == CNN2DFormat.NCHW
          ? new Operation.Upsampling(upsampling.getSize()[0], upsampling.getSize()[1])
          : UNKNOWN;
    }
    if (configuration instanceof EmbeddingLayer embedding) {
      return new Operation.Embedding(
          new LayerArrays(layer), embedding.isHasBias(), embedding.getActivationFn());
    }
    return new Operation.Activation(((ActivationLayer) configuration).getActivationFn());
  }

  private static Operation dropout(DropoutLayer layer) {
    return layer.getIDropout() instanceof Dropout dropout && dropout.getPSchedule() == null
        ? new Operation.Drop(dropout.getP())
        : UNKNOWN;
  }

  private static Operation convolution(Layer layer, ConvolutionLayer convolution) {
    if (convolution.getCnn2dDataFormat() != CNN2DFormat.NCHW
        || convolution.getConvolutionMode() == ConvolutionMode.Causal) {
      return UNKNOWN;
    }
    Window window =
        window(
            convolution.getKernelSize(),
            convolution.getStride(),
            convolution.getDilation(),
            convolution.getPadding(),
            convolution.getConvolutionMode());
    LayerArrays arrays = new LayerArrays(layer);
    return convolution instanceof Deconvolution2D
        ? new Operation.TransposedConvolution(
            arrays, convolution.hasBias(), window, convolution.getActivationFn())
        : new Operation.Convolution(
            arrays, convolution.hasBias(), window, convolution.getActivationFn());
  }

  private static Window window(
      int[] kernel, int[] stride, int[] dilation, int[] padding, ConvolutionMode mode) {
    boolean same = mode == ConvolutionMode.Same;
    return new Window(
        new Window.Axis(kernel[0], stride[0], dilation[0], padding[0], same),
        new Window.Axis(kernel[1], stride[1], dilation[1], padding[1], same));
  }

  private static Operation batchNorm(Layer layer, BatchNormalization norm) {
    return norm.isLockGammaBeta() || norm.getCnn2DFormat() != CNN2DFormat.NCHW
        ? UNKNOWN
        : new Operation.BatchNorm(
            new LayerArrays(layer),
            norm.getNOut(),
            norm.getDecay(),
            norm.getEps(),
            norm.isUseLogStd(),
            new ActivationIdentity());
  }

  private static Operation pooling(SubsamplingLayer pooling) {
    boolean known =
        pooling.getCnn2dDataFormat() == CNN2DFormat.NCHW
            && pooling.getConvolutionMode() != ConvolutionMode.Causal;
    if (!known) {
      return UNKNOWN;
    }
    Window window =
        window(
            pooling.getKernelSize(),
            pooling.getStride(),
            pooling.getDilation(),
            pooling.getPadding(),
            pooling.getConvolutionMode());
    return switch (pooling.getPoolingType()) {
      case MAX ->
          new Operation.Pooling(Operation.Pooling.Kind.MAX, window, new ActivationIdentity());
      case AVG ->
          new Operation.Pooling(
              pooling.isAvgPoolIncludePadInDivisor()
                  ? Operation.Pooling.Kind.MEAN_WITH_PADDING
                  : Operation.Pooling.Kind.MEAN,
              window,
              new ActivationIdentity());
      default -> UNKNOWN;
    };
  }

  static Operation of(InputPreProcessor preProcessor) {
    if (preProcessor instanceof FeedForwardToCnnPreProcessor to) {
      return reshape(to.getNumChannels(), to.getInputHeight(), to.getInputWidth());
    }
    if (preProcessor instanceof CnnToFeedForwardPreProcessor to
        && to.getFormat() == CNN2DFormat.NCHW) {
      return reshape(to.getNumChannels() * to.getInputHeight() * to.getInputWidth());
    }
    return UNKNOWN;
  }

  private static Operation reshape(long... example) {
    return new Operation.Reshape(Longs.asList(example));
  }

  /** Returns what a vertex without a layer computes. */
  static Operation of(GraphVertex vertex) {
    if (vertex instanceof PreprocessorVertex preprocessor) {
      return of(preprocessor.getPreProcessor());
    }
    if (vertex instanceof MergeVertex merge) {
      return merge.getMergeAxis() == 1 ? new Operation.Merge() : UNKNOWN;
    }
    if (vertex instanceof ReshapeVertex reshape) {
      int[] shape = reshape.getNewShape();
      return reshape.getReshapeOrder() == 'c' && shape[0] == -1
          ? reshape(Arrays.stream(shape).skip(1).asLongStream().toArray())
          : UNKNOWN;
    }
    if (vertex instanceof SubsetVertex subset) {
      return new Operation.Subset(subset.getFrom(), subset.getTo() + 1);
    }
    if (vertex instanceof ScaleVertex scale) {
      return new Operation.Scale(scale.getScaleFactor());
    }
    return vertex instanceof ElementWiseVertex elementWise
        ? new Operation.ElementWise(
            switch (elementWise.getOp()) {
              case Add -> Operation.ElementWise.Function.ADD;
              case Subtract -> Operation.ElementWise.Function.SUBTRACT;
              case Product -> Operation.ElementWise.Function.PRODUCT;
              case Average -> Operation.ElementWise.Function.AVERAGE;
              case Max -> Operation.ElementWise.Function.MAX;
            })
        : UNKNOWN;
  }
}
