package org.gan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.engine.KernelNetworks.convolution;
import static org.gan4j.engine.KernelNetworks.normal;
import static org.gan4j.engine.KernelNetworks.tanh;
import static org.gan4j.engine.KernelNetworks.tanhFunction;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.gan4j.engine.ops.NativeOpsKernels;
import org.gan4j.engine.plan.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Layers that no kernels know. */
class LeftToDl4jTest {
  private static final List<Kernels> KERNELS = List.of(new NativeOpsKernels());

  private static Model network(DataType type) {
    return KernelNetworks.chain(
        type,
        InputType.convolutional(7, 6, 2),
        convolution(3, 1, ConvolutionMode.Same, 0, tanhFunction()),
        new Cropping2D.Builder(1, 1).build(),
        new SeparableConvolution2D.Builder(2, 2).nOut(3).activation(Activation.TANH).build(),
        new Cropping2D.Builder(1, 0).build(),
        convolution(3, 1, ConvolutionMode.Same, 0, tanhFunction()),
        tanh());
  }

  @ParameterizedTest
  @EnumSource
  void theyRunByDeeplearning4jsOwnCodeAmongTheOthers(KernelSetting setting) {
    Trio trio = Trio.besideDl4j(setting, LeftToDl4jTest::network);
    for (int batch : new int[] {4, 3, 4}) {
      INDArray input = normal(setting.type(), batch, batch, 84).reshape(batch, 2, 7, 6);
      INDArray gradient = normal(setting.type(), batch + 1, batch, 6);
      trio.align();
      trio.assertAsNear(engine -> engine.infer(input));
      Trio.Passes passes = trio.forward(input);
      passes.assertAsNear(EnginePass::output);
      passes.assertAsNear(pass -> pass.inputGradient(gradient));
      passes.assertAsNear(pass -> pass.backward(gradient));
      trio.assertAsNear(NetworkEngine::gradients);
      trio.each(NetworkEngine::update);
      trio.assertAsNear(NetworkEngine::parameters);
    }
  }

  @Test
  void oneLineNamesEveryKindOfThemOnce() {
    assertThat(Compiler.remark(program(network(DataType.DOUBLE)), KERNELS))
        .contains(
            "computed by Deeplearning4j's own code, which is slower: Cropping2D,"
                + " SeparableConvolution2D");
  }

  @Test
  void nothingIsSaidWhereEveryLayerIsKnown() {
    assertThat(Compiler.remark(program(KernelNetworks.chain(DataType.DOUBLE, tanh())), KERNELS))
        .isEmpty();
  }

  private static Program program(Model network) {
    return Admission.admit(network).program();
  }
}
