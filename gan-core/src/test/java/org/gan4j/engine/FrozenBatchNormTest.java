package org.gan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.Networks.batchNorm;
import static org.gan4j.Networks.dense;

import java.util.List;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Gradients;
import org.gan4j.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * The gradient through a discriminator with BatchNorm that is not trained: Deeplearning4j's does
 * not belong to its forward pass, the engine's does.
 */
class FrozenBatchNormTest {
  private final INDArray input = Networks.normal(1, 4, 3);
  private final INDArray atScores = Networks.normal(2, 4, 1);

  private static MultiLayerNetwork network(Layer norm) {
    MultiLayerNetwork network =
        Networks.network(
            new Sgd(0.1),
            InputType.feedForward(3),
            List.of(dense(5, Activation.TANH), norm, dense(1, Activation.IDENTITY)));
    network.getLayerWiseConfigurations().setTrainingWorkspaceMode(WorkspaceMode.NONE);
    network.getLayer(1).getParam("mean").assign(0.2);
    network.getLayer(1).getParam("log10stdev").assign(-0.3);
    return network;
  }

  private double score(INDArray scores) {
    return scores.mul(atScores).sumNumber().doubleValue();
  }

  /** Forward it takes the running statistics, which no example moves; backward the batch's. */
  @Test
  void deeplearning4jsGradientThroughAFrozenBatchNormIsNotThatOfItsOutput() {
    MultiLayerNetwork network = network(new FrozenLayerWithBackprop(batchNorm()));
    INDArray numerical =
        Gradients.numerical(input, () -> score(network.feedForward(input, true).get(3)));
    network.setInput(input);
    network.feedForward(true, false);
    INDArray theirs = network.backpropGradient(atScores.dup(), null).getSecond();

    double largest = numerical.amaxNumber().doubleValue();
    assertThat(theirs.sub(numerical).amaxNumber().doubleValue()).isGreaterThan(0.1 * largest);
    INDArray inTestMode =
        Gradients.numerical(input, () -> score(network.feedForward(input, false).get(3)));
    Gradients.assertAgree(inTestMode, numerical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nd4j", "dl4j"})
  void gradientThroughAFrozenPassOfTheEngineIsThatOfItsOutput(String kernels) {
    System.setProperty(KernelChoice.PROPERTY, kernels);
    try {
      NetworkEngine engine = NetworkEngine.of(network(batchNorm()));
      INDArray atInput = engine.forward(input).inputGradient(atScores);
      Gradients.assertSlope(atInput, input, () -> score(engine.forward(input).output()));
    } finally {
      System.clearProperty(KernelChoice.PROPERTY);
    }
  }
}
