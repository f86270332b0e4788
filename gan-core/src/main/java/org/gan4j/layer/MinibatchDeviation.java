package org.gan4j.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Minibatch standard deviation (Karras et al. 2018, arXiv:1710.10196, section 3): tells a
 * discriminator how much the images of a batch differ, so that a generator of few images is found
 * out. For each group of four images, one behind the other in the batch, the standard deviation
 * over the group is taken at each place of each channel; their mean is appended as one more
 * channel, the same everywhere: {@code [batch, channels, height, width]} becomes {@code [batch,
 * channels + 1, height, width]}, and {@code [batch, size]} becomes {@code [batch, size + 1]}. Where
 * the batch is no multiple of four, the last group is smaller. Its place is before the last
 * convolution or dense layer of a discriminator.
 *
 * <p>A score then depends on the other images of its group, so that {@linkplain
 * org.gan4j.loss.GradientPenalty gradient penalties} are refused, as with BatchNorm.
 */
public final class MinibatchDeviation extends NoParamLayer {
  private static final long serialVersionUID = 1L;

  /** Creates the layer. */
  public MinibatchDeviation() {}

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    DeviationLayer layer = new DeviationLayer(conf, networkDataType);
    layer.setListeners(listeners);
    layer.setIndex(layerIndex);
    return layer;
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType input) {
    return input instanceof InputTypeConvolutional images
        ? InputType.convolutional(
            images.getHeight(), images.getWidth(), images.getChannels() + 1, images.getFormat())
        : InputType.feedForward(input.arrayElementsPerExample() + 1);
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null; // Deeplearning4j's word for none
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return new LayerMemoryReport.Builder(
            getLayerName(), MinibatchDeviation.class, inputType, getOutputType(-1, inputType))
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(0, 0)
        .build();
  }
}
