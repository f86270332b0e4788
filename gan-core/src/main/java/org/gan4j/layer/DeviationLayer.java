package org.gan4j.layer;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.gan4j.engine.plan.GroupDeviations;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What {@link MinibatchDeviation} computes where Deeplearning4j runs the network. */
final class DeviationLayer extends AbstractLayer<MinibatchDeviation> {
  private static final long serialVersionUID = 1L;
  private static final int CHANNELS = 1; // the dimension

  DeviationLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    long[] shape = input.shape().clone();
    shape[CHANNELS]++;
    INDArray output = Nd4j.create(deviations().appended(), shape, input.dataType());
    return workspaces.leverageTo(ArrayType.ACTIVATIONS, output);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    double[] gradient = deviations().gradient(values(epsilon));
    INDArray atInput = Nd4j.create(gradient, input.shape(), input.dataType());
    return new Pair<>(
        new DefaultGradient(), workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, atInput));
  }

  private GroupDeviations deviations() {
    long[] shape = input.shape();
    long plane = Arrays.stream(shape).skip(CHANNELS + 1).reduce(1, Math::multiplyExact);
    return new GroupDeviations(values(input), (int) shape[0], (int) plane);
  }

  private static double[] values(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {
    // There are no weights.
  }
}
