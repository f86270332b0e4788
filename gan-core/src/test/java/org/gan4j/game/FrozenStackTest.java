package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gan4j.Networks.activation;
import static org.gan4j.Networks.batchNorm;
import static org.gan4j.Networks.convolution;
import static org.gan4j.Networks.dense;
import static org.gan4j.Networks.dropout;
import static org.gan4j.Networks.pooling;
import static org.gan4j.Precision.assertSameBits;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Gradients;
import org.gan4j.ImageShape;
import org.gan4j.Networks;
import org.gan4j.Pass;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.Losses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

class FrozenStackTest {
  private static final int BATCH = 5;
  private final AdversarialLoss loss = Losses.nonSaturating();
  private final INDArray latents = Networks.normal(3, BATCH, Networks.LATENT_SIZE);
  private final Generator generator =
      Generator.of(Networks.generator(new Adam(1e-2)), Networks.SHAPE);

  static Stream<Arguments> discriminators() {
    return Stream.of(
        discriminator("dense", dense(9, Activation.TANH)),
        discriminator("leaky ReLU", dense(9, Activation.LEAKYRELU)),
        discriminator("convolution", convolution(2)),
        discriminator("max pooling", convolution(2), pooling(PoolingType.MAX)),
        discriminator("average pooling", convolution(2), pooling(PoolingType.AVG)),
        discriminator("dense BatchNorm", dense(9, Activation.TANH), batchNorm()),
        discriminator(
            "BatchNorm of channels", convolution(2), batchNorm(), dense(4, Activation.TANH)),
        discriminator("dropout", dense(9, Activation.TANH), dropout()),
        discriminator(
            "all of them",
            convolution(3),
            batchNorm(),
            activation(Activation.TANH),
            pooling(PoolingType.MAX),
            dropout(),
            dense(9, Activation.TANH),
            batchNorm(),
            dropout()));
  }

  private static Arguments discriminator(String name, Layer... layers) {
    return Arguments.of(name, Networks.discriminator(new Adam(1e-2), List.of(layers)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("discriminators")
  void backwardAgreesWithFiniteDifferencesForParametersAndLatents(
      String name, MultiLayerNetwork network) {
    Discriminator discriminator = Discriminator.of(network, Networks.SHAPE);
    FrozenStack stack = new FrozenStack(generator, discriminator);
    discriminator.seed(11); // the first pass after seeding draws the same dropout mask each time
    Pass pass = stack.forward(latents);
    INDArray atScores = loss.generator(pass.output()).gradient();
    INDArray atLatents = pass.backward(atScores).get(0);
    INDArray atParameters = withoutRunningStatistics(generator.weights().gradients());

    Gradients.assertSlope(
        atParameters, generator.weights().parameters(), () -> value(stack, discriminator));
    Gradients.assertSlope(atLatents, latents, () -> value(stack, discriminator));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("discriminators")
  void accumulateAddsTheGradientsThatBackwardAdds(String name, MultiLayerNetwork network) {
    Discriminator discriminator = Discriminator.of(network, Networks.SHAPE);
    FrozenStack stack = new FrozenStack(generator, discriminator);
    INDArray parameters = discriminator.weights().parameters().dup();
    Pass pass = stack.forward(latents);
    INDArray atScores = loss.generator(pass.output()).gradient();
    pass.accumulate(atScores);
    INDArray accumulated = generator.weights().gradients();
    pass.backward(atScores);

    INDArray ofBackward = generator.weights().gradients().sub(accumulated);
    double size = accumulated.norm2Number().doubleValue();
    assertThat(size).as(name).isPositive();
    assertThat(accumulated.distance2(ofBackward)).isLessThan(1e-12 * size);
    assertSameBits(discriminator.weights().parameters(), parameters);
    assertThat(discriminator.weights().gradients().amaxNumber().doubleValue()).isZero();
  }

  private double value(FrozenStack stack, Discriminator discriminator) {
    discriminator.seed(11);
    return loss.generator(stack.forward(latents).output()).value();
  }

  /**
   * Sets what is no gradient, but DL4J keeps among them, to zero: BatchNorm's mean and variance.
   */
  private INDArray withoutRunningStatistics(INDArray gradients) {
    INDArray copy = gradients.dup();
    long from = 3 * 8 + 8 + 8 + 8; // dense weights and biases, gamma, beta
    for (long i = from; i < from + 16; i++) {
      copy.putScalar(i, 0);
    }
    return copy;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("discriminators")
  void generatorUpdateLeavesEveryBitOfTheDiscriminatorAsItWas(
      String name, MultiLayerNetwork network) {
    Discriminator discriminator = Discriminator.of(network, Networks.SHAPE);
    train(discriminator); // so that updater state and running statistics are not their first ones
    FrozenStack stack = new FrozenStack(generator, discriminator);
    INDArray parameters = discriminator.weights().parameters().dup();
    INDArray updaterState = network.getUpdater().getStateViewArray().dup();
    int iteration = network.getIterationCount();
    INDArray before = generator.weights().parameters().dup();

    Pass pass = stack.forward(latents);
    pass.backward(loss.generator(pass.output()).gradient());
    generator.update();

    assertThat(generator.weights().parameters().equals(before)).isFalse();
    assertSameBits(discriminator.weights().parameters(), parameters);
    assertSameBits(network.getUpdater().getStateViewArray(), updaterState);
    assertThat(network.getIterationCount()).isEqualTo(iteration);
  }

  @Test
  void gradientsThatWaitForADiscriminatorUpdateSurviveAGeneratorUpdate() {
    Discriminator discriminator =
        Discriminator.of(Networks.discriminator(new Adam(1e-2)), Networks.SHAPE);
    FrozenStack stack = new FrozenStack(generator, discriminator);
    learn(discriminator, Networks.normal(5, Networks.SHAPE.batch(BATCH)));
    INDArray waiting = discriminator.weights().gradients();

    Pass pass = stack.forward(latents);
    pass.backward(loss.generator(pass.output()).gradient());

    assertSameBits(discriminator.weights().gradients(), waiting);
  }

  @Test
  void differentImageShapesAreRefusedWithBoth() {
    ImageShape other = new ImageShape(1, 4, 9);
    Discriminator discriminator =
        Discriminator.of(
            Networks.network(
                new Adam(),
                org.deeplearning4j.nn.conf.inputs.InputType.feedForward(36),
                List.of(dense(1, Activation.IDENTITY))),
            other);
    assertThatThrownBy(() -> new FrozenStack(generator, discriminator))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1x6x6")
        .hasMessageContaining("1x4x9");
  }

  private void train(Discriminator discriminator) {
    for (int i = 0; i < 3; i++) {
      learn(discriminator, Networks.normal(20 + i, Networks.SHAPE.batch(BATCH)));
      discriminator.update();
    }
  }

  private void learn(Discriminator discriminator, INDArray images) {
    Pass pass = discriminator.forward(images);
    pass.backward(loss.real(pass.output()).gradient());
  }
}
