package org.gan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.engine.KernelNetworks.Case;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The same networks by every set of kernels and by Deeplearning4j's own layers, on the same
 * parameters.
 */
class KernelsTest {
  static Stream<Arguments> networks() {
    return crossed(KernelNetworks::vectors);
  }

  static Stream<Arguments> imageNetworks() {
    return crossed(() -> KernelNetworks.images(9, 7));
  }

  private static Stream<Arguments> crossed(Supplier<Stream<Case>> cases) {
    return Arrays.stream(KernelSetting.values())
        .flatMap(setting -> cases.get().map(one -> Arguments.of(setting, one)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("networks")
  void passesAndGradientsAgreeForChangingBatchSizes(KernelSetting setting, Case one) {
    NetworkEngine fast = setting.engine(one.make().apply(setting.type()));
    NetworkEngine reference = KernelSetting.byDl4j(one.make().apply(setting.type()));
    for (int batch : new int[] {8, 3, 8, 70, 2, 17, 8}) {
      INDArray input = one.input(setting.type(), batch, batch);
      setting.assertClose(fast.infer(input), reference.infer(input));
      fast.seed(batch);
      reference.seed(batch);
      INDArray output = fast.forward(input);
      setting.assertClose(output, reference.forward(input));
      INDArray gradient = normal(setting.type(), batch + 1, batch, (int) output.size(1));
      setting.assertClose(fast.inputGradient(gradient), reference.inputGradient(gradient));
      setting.assertClose(fast.backward(gradient), reference.backward(gradient));
      setting.assertClose(fast.backward(gradient), reference.backward(gradient));
      setting.assertClose(fast.gradients(), reference.gradients());
      fast.update();
      reference.update();
    }
    setting.assertClose(fast.parameters(), reference.parameters());
  }

  @ParameterizedTest
  @EnumSource
  void batchNormOfALargeMatrixAgrees(KernelSetting setting) {
    Layer[] layers = {dense(2000, tanhFunction()), batchNorm(true), tanh()};
    NetworkEngine fast = setting.engine(chain(setting.type(), layers));
    NetworkEngine reference = KernelSetting.byDl4j(chain(setting.type(), layers));
    INDArray input = normal(setting.type(), 1, 70, IN);
    INDArray gradient = normal(setting.type(), 2, 70, 6);
    setting.assertClose(fast.forward(input), reference.forward(input));
    setting.assertClose(fast.backward(gradient), reference.backward(gradient));
    setting.assertClose(fast.gradients(), reference.gradients());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("imageNetworks")
  void passesAndGradientsAgreeOnImages(KernelSetting setting, Case one) {
    NetworkEngine fast = setting.engine(one.make().apply(setting.type()));
    NetworkEngine reference = KernelSetting.byDl4j(one.make().apply(setting.type()));
    for (int batch : new int[] {4, 1, 4, 3}) {
      INDArray input = one.input(setting.type(), batch, batch);
      setting.assertClose(fast.infer(input), reference.infer(input));
      fast.seed(batch);
      reference.seed(batch);
      setting.assertClose(fast.forward(input), reference.forward(input));
      INDArray gradient = normal(setting.type(), batch + 1, batch, 3);
      setting.assertClose(fast.inputGradient(gradient), reference.inputGradient(gradient));
      setting.assertClose(fast.backward(gradient), reference.backward(gradient));
      setting.assertClose(fast.gradients(), reference.gradients());
      fast.accumulate(gradient);
      reference.accumulate(gradient);
      setting.assertClose(fast.gradients(), reference.gradients());
      fast.update();
      reference.update();
    }
    setting.assertClose(fast.parameters(), reference.parameters());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("networks")
  void frozenPassLeavesWaitingGradientsAsTheyAre(KernelSetting setting, Case one) {
    NetworkEngine engine = setting.engine(one.make().apply(setting.type()));
    INDArray output = engine.forward(one.input(setting.type(), 1, 8));
    INDArray gradient = normal(setting.type(), 2, 8, (int) output.size(1));
    engine.backward(gradient);
    INDArray waiting = engine.gradients();
    INDArray parameters = engine.parameters().dup();
    engine.forward(one.input(setting.type(), 3, 8));
    engine.inputGradient(gradient);
    assertThat(engine.gradients()).isEqualTo(waiting);
    assertThat(engine.parameters()).isEqualTo(parameters);
  }

  @ParameterizedTest
  @EnumSource
  void resultsStayAsTheyAreWhenTheNextPassRuns(KernelSetting setting) {
    NetworkEngine engine = setting.engine(chain(setting.type(), tanh(), batchNorm(true), tanh()));
    INDArray output = engine.forward(normal(setting.type(), 1, 8, IN));
    INDArray copy = output.dup();
    INDArray atInput = engine.inputGradient(normal(setting.type(), 2, 8, 6));
    INDArray copyAtInput = atInput.dup();
    engine.forward(normal(setting.type(), 3, 8, IN));
    engine.inputGradient(normal(setting.type(), 4, 8, 6));
    assertThat(output).isEqualTo(copy);
    assertThat(atInput).isEqualTo(copyAtInput);
  }

  @ParameterizedTest
  @EnumSource
  void inputsThatDoNotLieRowByRowAreReadAsTheyAre(KernelSetting setting) {
    NetworkEngine engine = setting.engine(chain(setting.type(), tanh(), tanh()));
    INDArray input = normal(setting.type(), 1, 8, IN);
    INDArray expected = engine.forward(input);
    INDArray columnMajor = input.dup('f');
    INDArray wider = normal(setting.type(), 9, 10, IN);
    INDArray slice = wider.get(NDArrayIndex.interval(1, 9));
    slice.assign(input);
    assertThat(engine.forward(columnMajor)).isEqualTo(expected);
    assertThat(engine.forward(slice)).isEqualTo(expected);
    INDArray gradient = normal(setting.type(), 2, 8, 6);
    INDArray atInput = engine.inputGradient(gradient);
    assertThat(engine.inputGradient(gradient.dup('f'))).isEqualTo(atInput);
  }

  @ParameterizedTest
  @EnumSource
  void networkCanBeHandedBackToDl4jAtAnyMoment(KernelSetting setting) {
    MultiLayerNetwork network =
        (MultiLayerNetwork) chain(setting.type(), tanh(), batchNorm(true), tanh());
    NetworkEngine engine = setting.engine(network);
    for (int i = 0; i < 5; i++) {
      engine.forward(normal(setting.type(), i, 8, IN));
      engine.backward(normal(setting.type(), i + 10, 8, 6));
      engine.update();
    }
    INDArray input = normal(setting.type(), 1, 4, IN);
    setting.assertClose(network.output(input), engine.infer(input));
  }

  @ParameterizedTest
  @EnumSource
  void batchNormBehindAConvolutionAgreesToo(KernelSetting setting) {
    Supplier<Model> network =
        () ->
            chain(
                setting.type(),
                InputType.convolutional(5, 5, 1),
                convolution(3, 1, ConvolutionMode.Truncate, 0, tanhFunction()),
                batchNorm(true),
                tanh(),
                batchNorm(true));
    NetworkEngine fast = setting.engine(network.get());
    NetworkEngine reference = KernelSetting.byDl4j(network.get());
    INDArray images = normal(setting.type(), 1, 8, 25).reshape(8, 1, 5, 5);
    for (int i = 0; i < 3; i++) {
      INDArray gradient = normal(setting.type(), i, 8, 6);
      setting.assertClose(fast.forward(images), reference.forward(images));
      setting.assertClose(fast.backward(gradient), reference.backward(gradient));
      setting.assertClose(fast.inputGradient(gradient), reference.inputGradient(gradient));
      fast.update();
      reference.update();
    }
    setting.assertClose(fast.parameters(), reference.parameters());
  }

  @ParameterizedTest
  @EnumSource
  void passesInOtherThreadsThanTheFirstGiveTheSame(KernelSetting setting)
      throws InterruptedException {
    NetworkEngine engine = setting.engine(chain(setting.type(), tanh(), batchNorm(true), tanh()));
    INDArray input = normal(setting.type(), 1, 64, IN);
    INDArray gradient = normal(setting.type(), 2, 64, 6);
    INDArray here = engine.forward(input);
    INDArray atInputHere = engine.inputGradient(gradient);
    List<INDArray> there = new ArrayList<>();
    Thread other =
        new Thread(
            () -> {
              there.add(engine.forward(input));
              there.add(engine.inputGradient(gradient));
            });
    other.start();
    other.join();
    assertThat(there).containsExactly(here, atInputHere);
  }

  @ParameterizedTest
  @EnumSource
  void trainingTwiceGivesTheSameBits(KernelSetting setting) {
    assertThat(trained(setting)).isEqualTo(trained(setting));
  }

  private static INDArray trained(KernelSetting setting) {
    NetworkEngine engine = setting.engine(chain(setting.type(), tanh(), batchNorm(true), tanh()));
    for (int i = 0; i < 20; i++) {
      engine.forward(normal(setting.type(), i, 64, IN));
      engine.backward(normal(setting.type(), i + 100, 64, 6));
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
    INDArray expected = engine.forward(input).dup();
    INDArray atInput = engine.backward(gradient).dup();
    NetworkEngine inside = setting.engine(chain(setting.type(), tanh(), batchNorm(true), tanh()));
    var configuration = WorkspaceConfiguration.builder().initialSize(1 << 20).build();
    for (int pass = 0; pass < 2; pass++) {
      try (var scope = Nd4j.getWorkspaceManager().getAndActivateWorkspace(configuration, "test")) {
        assertThat(scope.isScopeActive()).isTrue();
        Nd4j.ones(setting.type(), 10_000); // what would write over buffers of the scope before
        setting.assertClose(inside.forward(input), expected);
        setting.assertClose(inside.backward(gradient), atInput);
      }
    }
    setting.assertClose(inside.forward(input), expected);
    setting.assertClose(inside.backward(gradient), atInput);
  }

  @ParameterizedTest
  @EnumSource
  void inputThatWasClosedBeforeTheBackwardPassIsNamed(KernelSetting setting) {
    NetworkEngine engine = setting.engine(chain(setting.type(), tanh()));
    INDArray input = normal(setting.type(), 1, 8, IN).dup();
    engine.forward(input);
    input.close();
    INDArray gradient = normal(setting.type(), 2, 8, 6);
    assertThatThrownBy(() -> engine.backward(gradient))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
