package org.gan4j.engine.onednn;

import org.bytedeco.dnnl.memory;
import org.gan4j.engine.plan.Window;

/**
 * A convolution of images with few channels. Its gradient at the input has as few, so it is
 * computed as the transposed convolution that it is, several pixels at once.
 */
final class NarrowConvolver implements Convolver {
  private final Convolver direct;
  private final PhaseConvolver.OwnKernel transposed;
  private final Window window;

  /**
   * Wraps a convolution.
   *
   * @param direct computes all but the gradient at the input
   * @param transposed its kernel, of which outputs are inputs
   * @param window without strides
   */
  NarrowConvolver(Convolver direct, PhaseConvolver.OwnKernel transposed, Window window) {
    this.direct = direct;
    this.transposed = transposed;
    this.window = window;
  }

  @Override
  public memory.desc input() {
    return direct.input();
  }

  @Override
  public memory.desc output() {
    return direct.output();
  }

  @Override
  public void forward(memory input, memory output, Calls calls) {
    direct.forward(input, output, calls);
  }

  @Override
  public memory back(memory output, Port gradient, Calls calls) {
    return direct.back(output, gradient, calls);
  }

  @Override
  public void toParameters(memory input, memory before, Calls calls) {
    direct.toParameters(input, before, calls);
  }

  @Override
  public Plan.ToInput toInput(memory before) {
    long[] sizes = OneDnn.sizes(direct.output());
    Convolver back = TransposedPhases.of(transposed, window, Eltwise.IDENTITY, sizes);
    Calls calls = new Calls();
    memory gradient = before;
    if (!back.input().equals(before.get_desc())) {
      gradient = OneDnn.allocate(back.input());
      calls.reorder(before, gradient);
    }
    Tensor atInput = new Tensor(back.output());
    back.forward(gradient, atInput.memory(), calls);
    return new Plan.ToInput(calls, atInput);
  }
}
