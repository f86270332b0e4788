package org.gan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gan4j.Precision.assertSameBits;
import static org.gan4j.engine.KernelNetworks.IN;
import static org.gan4j.engine.KernelNetworks.batchNorm;
import static org.gan4j.engine.KernelNetworks.chain;
import static org.gan4j.engine.KernelNetworks.convolution;
import static org.gan4j.engine.KernelNetworks.dense;
import static org.gan4j.engine.KernelNetworks.normal;
import static org.gan4j.engine.KernelNetworks.tanh;
import static org.gan4j.engine.KernelNetworks.tanhFunction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Precision;
import org.gan4j.engine.KernelNetworks.Case;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The same networks by every set of kernels and by Deeplearning4j's own layers, on the same
 * parameters: kernels may err as those layers do in single precision, see {@link Precision}.
 */
class KernelsTest {
  static Stream<Arguments> networks() {
    return crossed(KernelNetworks::vectors);
  }

  static Stream<Arguments> imageNetworks() {
    return crossed(() -> KernelNetworks.images(9, 7));
  }

  static Stream<Arguments> dilatedPooling() {
    return crossed(() -> KernelNetworks.dilatedPooling(9, 7));
  }

  private static Stream<Arguments> crossed(Supplier<Stream<Case>> cases) {
    return Arrays.stream(KernelSetting.values())
        .flatMap(setting -> cases.get().map(one -> Arguments.of(setting, one)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("networks")
  void passesAndGradientsAreAsNearAsDl4jsForChangingBatchSizes(KernelSetting setting, Case one) {
    passesAndGradientsAreAsNear(setting, one, 8, 3, 70, 8);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("imageNetworks")
  void passesAndGradientsAreAsNearAsDl4jsOnImages(KernelSetting setting, Case one) {
    passesAndGradientsAreAsNear(setting, one, 4, 1, 4);
  }

  /** DL4J's layers are wrong here in single precision, so the measure is one rounding. */
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("dilatedPooling")
  void dilatedPoolingIsNearInSinglePrecisionToo(KernelSetting setting, Case one) {
    passesAndGradientsAreAsNear(Trio.besideRounding(setting, one.make()), setting, one, 4, 1, 3);
  }

  private static void passesAndGradientsAreAsNear(KernelSetting setting, Case one, int... batches) {
    passesAndGradientsAreAsNear(Trio.besideDl4j(setting, one.make()), setting, one, batches);
  }

  private static void passesAndGradientsAreAsNear(
      Trio trio, KernelSetting setting, Case one, int... batches) {
    for (int batch : batches) {
      trio.align();
      INDArray input = one.input(setting.type(), batch, batch);
      trio.assertAsNear(engine -> engine.infer(input));
      trio.each(engine -> engine.seed(batch));
      Trio.Passes passes = trio.forward(input);
      INDArray output = passes.assertAsNear(EnginePass::output);
      INDArray gradient = normal(setting.type(), batch + 1, batch, (int) output.size(1));
      passes.assertBackAsNear(gradient);
      trio.assertAsNear(NetworkEngine::gradients);
      trio.each(NetworkEngine::update);
      trio.assertAsNear(NetworkEngine::parameters);
    }
    gradientsAddUp(trio, one.input(setting.type(), 5, batches[0]));
  }

  private static void gradientsAddUp(Trio trio, INDArray input) {
    trio.align();
    trio.each(engine -> engine.seed(5));
    Trio.Passes passes = trio.forward(input);
    INDArray output = passes.assertAsNear(EnginePass::output);
    INDArray gradient = normal(output.dataType(), 6, (int) output.size(0), (int) output.size(1));
    passes.each(pass -> pass.backward(gradient));
    INDArray another = gradient.mul(-3);
    passes.each(pass -> pass.accumulate(another));
    trio.assertAsNear(NetworkEngine::gradients);
    trio.each(NetworkEngine::update);
    trio.assertAsNear(NetworkEngine::parameters);
  }

  @ParameterizedTest
  @EnumSource
  void batchNormOfALargeMatrixIsAsNear(KernelSetting setting) {
    Layer[] layers = {dense(2000, tanhFunction()), batchNorm(true), tanh()};
    Trio trio = Trio.besideDl4j(setting, type -> chain(type, layers));
    INDArray input = normal(setting.type(), 1, 70, IN);
    INDArray gradient = normal(setting.type(), 2, 70, 6);
    Trio.Passes passes = trio.forward(input);
    passes.assertAsNear(EnginePass::output);
    passes.assertAsNear(pass -> pass.backward(gradient));
    trio.assertAsNear(NetworkEngine::gradients);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("networks")
  void frozenPassLeavesWaitingGradientsAsTheyAre(KernelSetting setting, Case one) {
    NetworkEngine engine = setting.engine(one.make().apply(setting.type()));
    EnginePass pass = engine.forward(one.input(setting.type(), 1, 8));
    INDArray gradient = normal(setting.type(), 2, 8, (int) pass.output().size(1));
    pass.backward(gradient);
    INDArray waiting = engine.gradients();
    INDArray parameters = engine.parameters().dup();
    engine.forward(one.input(setting.type(), 3, 8)).inputGradient(gradient);
    assertSameBits(engine.gradients(), waiting);
    assertSameBits(engine.parameters(), parameters);
  }

  @ParameterizedTest
  @EnumSource
  void resultsStayAsTheyAreWhenTheNextPassRuns(KernelSetting setting) {
    NetworkEngine engine = setting.engine(chain(setting.type(), tanh(), batchNorm(true), tanh()));
    EnginePass pass = engine.forward(normal(setting.type(), 1, 8, IN));
    INDArray copy = pass.output().dup();
    INDArray atInput = pass.inputGradient(normal(setting.type(), 2, 8, 6));
    INDArray copyAtInput = atInput.dup();
    engine.forward(normal(setting.type(), 3, 8, IN)).inputGradient(normal(setting.type(), 4, 8, 6));
    assertSameBits(pass.output(), copy);
    assertSameBits(atInput, copyAtInput);
  }

  @ParameterizedTest
  @EnumSource
  void inputsThatDoNotLieRowByRowAreReadAsTheyAre(KernelSetting setting) {
    NetworkEngine engine = setting.engine(chain(setting.type(), tanh(), tanh()));
    INDArray input = normal(setting.type(), 1, 8, IN);
    INDArray expected = engine.forward(input).output();
    INDArray columnMajor = input.dup('f');
    INDArray wider = normal(setting.type(), 9, 10, IN);
    INDArray slice = wider.get(NDArrayIndex.interval(1, 9));
    slice.assign(input);
    assertSameBits(engine.forward(columnMajor).output(), expected);
    EnginePass pass = engine.forward(slice);
    assertSameBits(pass.output(), expected);
    INDArray gradient = normal(setting.type(), 2, 8, 6);
    INDArray atInput = pass.inputGradient(gradient);
    assertSameBits(pass.inputGradient(gradient.dup('f')), atInput);
  }

  @ParameterizedTest
  @EnumSource
  void networkCanBeHandedBackToDl4jAtAnyMoment(KernelSetting setting) {
    MultiLayerNetwork network =
        (MultiLayerNetwork) chain(setting.type(), tanh(), batchNorm(true), tanh());
    NetworkEngine engine = setting.engine(network);
    for (int i = 0; i < 5; i++) {
      engine
          .forward(normal(setting.type(), i, 8, IN))
          .backward(normal(setting.type(), i + 10, 8, 6));
      engine.update();
    }
    INDArray input = normal(setting.type(), 1, 4, IN);
    INDArray exact = network.convertDataType(DataType.DOUBLE).output(input);
    INDArray single = network.convertDataType(DataType.FLOAT).output(input);
    Precision.assertAsNear(network.output(input), single, exact);
    Precision.assertAsNear(engine.infer(input), single, exact);
  }

  @ParameterizedTest
  @EnumSource
  void batchNormBehindAConvolutionIsAsNearToo(KernelSetting setting) {
    Layer convolution = convolution(3, 1, ConvolutionMode.Truncate, 0, tanhFunction());
    Layer[] layers = {convolution, batchNorm(true), tanh(), batchNorm(true)};
    InputType size = InputType.convolutional(5, 5, 1);
    Trio trio = Trio.besideDl4j(setting, type -> chain(type, size, layers));
    INDArray images = normal(setting.type(), 1, 8, 25).reshape(8, 1, 5, 5);
    for (int i = 0; i < 3; i++) {
      INDArray gradient = normal(setting.type(), i, 8, 6);
      trio.align();
      Trio.Passes passes = trio.forward(images);
      passes.assertAsNear(EnginePass::output);
      passes.assertBackAsNear(gradient);
      trio.each(NetworkEngine::update);
      trio.assertAsNear(NetworkEngine::parameters);
    }
  }

  @ParameterizedTest
  @EnumSource
  void passesInOtherThreadsThanTheFirstGiveTheSame(KernelSetting setting)
      throws InterruptedException {
    NetworkEngine engine = setting.engine(chain(setting.type(), tanh(), batchNorm(true), tanh()));
    INDArray input = normal(setting.type(), 1, 64, IN);
    INDArray gradient = normal(setting.type(), 2, 64, 6);
    EnginePass here = engine.forward(input);
    INDArray atInputHere = here.inputGradient(gradient);
    List<INDArray> there = new ArrayList<>();
    Thread other =
        new Thread(
            () -> {
              EnginePass pass = engine.forward(input);
              there.add(pass.output());
              there.add(pass.inputGradient(gradient));
            });
    other.start();
    other.join();
    assertSameBits(there.get(0), here.output());
    assertSameBits(there.get(1), atInputHere);
  }

  @ParameterizedTest
  @EnumSource
  void trainingTwiceGivesTheSameBits(KernelSetting setting) {
    assertSameBits(trained(setting), trained(setting));
  }

  private static INDArray trained(KernelSetting setting) {
    NetworkEngine engine = setting.engine(chain(setting.type(), tanh(), batchNorm(true), tanh()));
    for (int i = 0; i < 20; i++) {
      engine
          .forward(normal(setting.type(), i, 64, IN))
          .backward(normal(setting.type(), i + 100, 64, 6));
      engine.update();
    }
    return engine.parameters();
  }

  @ParameterizedTest
  @EnumSource
  void inputOfTheWrongSizeIsRefused(KernelSetting setting) {
    NetworkEngine engine = setting.engine(chain(setting.type(), tanh()));
    assertThatThrownBy(() -> engine.infer(normal(setting.type(), 1, 8, IN + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 inputs")
        .hasMessageContaining("[8, 6]");
  }

  @ParameterizedTest
  @EnumSource
  void plansMadeInsideAWorkspaceOutliveIt(KernelSetting setting) {
    NetworkEngine engine = setting.engine(chain(setting.type(), tanh(), batchNorm(true), tanh()));
    INDArray input = normal(setting.type(), 1, 8, IN);
    INDArray gradient = normal(setting.type(), 2, 8, 6);
    EnginePass outside = engine.forward(input);
    INDArray expected = outside.output().dup();
    INDArray atInput = outside.backward(gradient).dup();
    NetworkEngine inside = setting.engine(chain(setting.type(), tanh(), batchNorm(true), tanh()));
    var configuration = WorkspaceConfiguration.builder().initialSize(1 << 20).build();
    for (int pass = 0; pass < 2; pass++) {
      try (var scope = Nd4j.getWorkspaceManager().getAndActivateWorkspace(configuration, "test")) {
        assertThat(scope.isScopeActive()).isTrue();
        Nd4j.ones(setting.type(), 10_000); // what would write over buffers of the scope before
        assertPass(inside.forward(input), gradient, expected, atInput);
      }
    }
    assertPass(inside.forward(input), gradient, expected, atInput);
  }

  private static void assertPass(
      EnginePass pass, INDArray gradient, INDArray output, INDArray atInput) {
    assertSameBits(pass.output(), output);
    assertSameBits(pass.backward(gradient), atInput);
  }

  @ParameterizedTest
  @EnumSource
  void inputThatWasClosedBeforeTheBackwardPassIsNamed(KernelSetting setting) {
    NetworkEngine engine = setting.engine(chain(setting.type(), tanh()));
    INDArray input = normal(setting.type(), 1, 8, IN).dup();
    EnginePass pass = engine.forward(input);
    input.close();
    INDArray gradient = normal(setting.type(), 2, 8, 6);
    assertThatThrownBy(() -> pass.backward(gradient))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
