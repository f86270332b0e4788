package org.gan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.gan4j.Gradients;
import org.gan4j.engine.KernelNetworks.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The way back through a way back, against differences of what it is the gradient of: half of the
 * sum of the squared gradients at the inputs. A step of 1e-5 moves no unit of these networks over a
 * corner, so that the differences are right for networks with corners too.
 */
class BackTwiceTest {
  private static final int BATCH = 3;

  /** The samples of a batch depend on each other, or the layer is left to Deeplearning4j. */
  private static final Set<String> WITHOUT =
      Set.of("softmax", "dropout between", "dropout of a layer's input", "merge");

  static Stream<Case> networks() {
    return Stream.of(
            KernelNetworks.vectors(),
            KernelNetworks.images(4, 3),
            KernelNetworks.dilatedPooling(4, 3),
            activations(),
            corners())
        .flatMap(cases -> cases)
        .filter(one -> !one.name().startsWith("batch norm") && !WITHOUT.contains(one.name()))
        .filter(one -> !one.name().equals("upsampling alone"))
        .filter(one -> one.make().apply(DataType.DOUBLE).numParams() < 1000); // the others are slow
  }

  /** Those that ND4J's kernels leave to Deeplearning4j's own functions. */
  private static Stream<Case> activations() {
    return Stream.of(
            Activation.CUBE,
            Activation.SELU,
            Activation.SOFTPLUS,
            Activation.SOFTSIGN,
            Activation.GELU,
            Activation.MISH,
            Activation.RECTIFIEDTANH,
            Activation.HARDTANH,
            Activation.HARDSIGMOID,
            Activation.RELU6,
            Activation.THRESHOLDEDRELU)
        .map(
            activation ->
                chain(
                    activation.toString(),
                    KernelNetworks.dense(9, activation.getActivationFunction()),
                    KernelNetworks.tanh()));
  }

  private static Case chain(String name, Layer... layers) {
    return new Case(
        name, type -> KernelNetworks.chain(type, layers), List.of((long) KernelNetworks.IN), false);
  }

  /** Discriminators as people build them. */
  private static Stream<Case> corners() {
    ActivationLReLU leaky = new ActivationLReLU(0.25);
    return Stream.of(
        chain(
            "dense with corners",
            KernelNetworks.dense(12, leaky),
            KernelNetworks.dense(9, new ActivationReLU()),
            KernelNetworks.dense(1, Activation.IDENTITY.getActivationFunction())),
        chain(
            "dense with corners and bends",
            KernelNetworks.dense(12, leaky),
            KernelNetworks.dense(9, new ActivationSigmoid()),
            new DropoutLayer.Builder(0.7).build(),
            KernelNetworks.dense(8, leaky),
            KernelNetworks.dense(1, Activation.IDENTITY.getActivationFunction())),
        image(
            "convolutions with corners",
            KernelNetworks.convolution(3, 1, ConvolutionMode.Same, 0, leaky),
            new DropoutLayer.Builder(0.7).build(),
            KernelNetworks.pooling(PoolingType.MAX, 2, 1, ConvolutionMode.Truncate, 0),
            KernelNetworks.upsampling(2),
            KernelNetworks.convolution(3, 2, ConvolutionMode.Same, 0, leaky),
            KernelNetworks.dense(1, Activation.IDENTITY.getActivationFunction())));
  }

  private static Case image(String name, Layer... layers) {
    InputType size = InputType.convolutional(4, 3, KernelNetworks.CHANNELS);
    return new Case(
        name,
        type -> KernelNetworks.chain(type, size, layers),
        List.of((long) KernelNetworks.CHANNELS, 4L, 3L),
        false);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void gradientsAreThoseOfTheFunctionOfGradients(Case one) {
    NetworkEngine engine = KernelSetting.ND4J_DOUBLE.engine(one.make().apply(DataType.DOUBLE));
    INDArray input = one.input(DataType.DOUBLE, 1, BATCH);
    INDArray weights = weights(engine, input, DataType.DOUBLE);
    DoubleSupplier halfOfSquares = () -> halfOfSquares(engine, input, weights);

    INDArray gradients = gradients(engine, input, weights);

    Gradients.assertAgree(gradients, Gradients.numerical(engine.parameters(), halfOfSquares));
  }

  static Stream<KernelSetting> single() {
    return Stream.of(KernelSetting.ONEDNN, KernelSetting.ND4J_FLOAT);
  }

  static Stream<Case> all() {
    return Stream.of(networks(), KernelNetworks.images(7, 5), corners())
        .flatMap(cases -> cases)
        .filter(one -> !one.name().startsWith("batch norm"))
        .filter(one -> !one.name().equals("upsampling alone"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("single")
  void singlePrecisionIsAsDoublePrecisionButForRounding(KernelSetting setting) {
    all()
        .forEach(
            one -> {
              INDArray exact = gradients(KernelSetting.ND4J_DOUBLE, one, 40);
              INDArray ours = gradients(setting, one, 40).castTo(DataType.DOUBLE);
              double largest = exact.amaxNumber().doubleValue();
              assertThat(ours.sub(exact).amaxNumber().doubleValue() / largest)
                  .as(one.name())
                  .isLessThan(1e-4);
            });
  }

  private static INDArray gradients(KernelSetting setting, Case one, int batch) {
    Model network = one.make().apply(setting.type());
    NetworkEngine engine = setting.engine(network);
    INDArray input = one.input(setting.type(), 1, batch);
    return gradients(engine, input, weights(engine, input, setting.type()));
  }

  private static INDArray weights(NetworkEngine engine, INDArray input, DataType type) {
    int columns = (int) engine.infer(input).size(1);
    return KernelNetworks.normal(type, 2, (int) input.size(0), columns);
  }

  private static INDArray gradients(NetworkEngine engine, INDArray input, INDArray weights) {
    forward(engine, input).backTwice(squares -> squares, weights);
    return engine.gradients();
  }

  private static double halfOfSquares(NetworkEngine engine, INDArray input, INDArray weights) {
    double norm = forward(engine, input).inputGradient(weights).norm2Number().doubleValue();
    return norm * norm / 2;
  }

  /** Every pass draws the same dropout masks. */
  private static EnginePass forward(NetworkEngine engine, INDArray input) {
    engine.seed(5);
    return engine.forward(input);
  }

  @ParameterizedTest
  @EnumSource(KernelSetting.class)
  void otherWaysBackStayAsTheyAre(KernelSetting setting) {
    Case one = corners().skip(1).findFirst().orElseThrow();
    INDArray input = one.input(setting.type(), 1, BATCH);
    NetworkEngine plain = setting.engine(one.make().apply(setting.type()));
    NetworkEngine twice = setting.engine(one.make().apply(setting.type()));
    INDArray weights = weights(plain, input, setting.type());
    forward(plain, input).accumulate(weights);
    INDArray alone = gradients(twice, input, weights);
    EnginePass pass = forward(twice, input);
    pass.accumulate(weights);

    assertThat(twice.gradients().sub(alone).sub(plain.gradients()).amaxNumber().doubleValue())
        .isLessThan(1e-5);
    assertThat(pass.inputGradient(weights)).isEqualTo(forward(plain, input).inputGradient(weights));
  }

  @Test
  void networkWithBatchNormHasNone() {
    Case one =
        KernelNetworks.vectors().filter(c -> c.name().equals("batch norm")).findFirst().get();
    NetworkEngine engine = KernelSetting.ND4J_DOUBLE.engine(one.make().apply(DataType.DOUBLE));
    EnginePass pass = engine.forward(one.input(DataType.DOUBLE, 1, BATCH));

    assertThat(pass.goesBackTwice()).isFalse();
    assertThatThrownBy(() -> pass.backTwice(g -> g, pass.output()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no way back of a way back");
  }
}
