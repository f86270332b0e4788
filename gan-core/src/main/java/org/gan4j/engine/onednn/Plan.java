package org.gan4j.engine.onednn;

import com.google.common.base.Suppliers;
import java.util.function.Supplier;
import org.gan4j.engine.plan.Value;
import org.gan4j.engine.plan.Wanted;

/** One layer for one batch size and mode: calls on buffers that were made once. */
final class Plan {
  /**
   * The way back.
   *
   * @param gradient at the output
   * @param first runs in any case
   * @param toParameters writes the parameters' gradients
   * @param toInput makes what writes the gradient at the input; not every layer is asked for it
   */
  record Backward(Port gradient, Calls first, Calls toParameters, Supplier<ToInput> toInput) {
    Backward {
      toInput = Suppliers.memoize(toInput::get);
    }
  }

  /**
   * The last part of the way back.
   *
   * @param calls write the gradient
   * @param gradient at the input
   */
  record ToInput(Calls calls, Tensor gradient) {}

  private final Port input;
  private final Calls forward;
  private final Tensor output;
  private final Supplier<Backward> backward; // made by the first backward pass
  private EltwiseSlope slope; // made when it is first asked for

  Plan(Port input, Calls forward, Tensor output, Supplier<Backward> backward) {
    this.input = input;
    this.forward = forward;
    this.output = output;
    this.backward = Suppliers.memoize(backward::get);
  }

  Value forward(Value value) {
    input.take(value);
    forward.run();
    return output;
  }

  /** Returns the gradient at the input, or null if it is not wanted. */
  Value backward(Value gradient, Wanted wanted) {
    Backward back = backward.get();
    back.gradient.take(gradient);
    back.first.run();
    if (wanted.parameters()) {
      back.toParameters.run();
    }
    if (!wanted.input()) {
      return null;
    }
    ToInput toInput = back.toInput.get();
    toInput.calls.run();
    return toInput.gradient;
  }

  /** Returns the slope of the activation that the plan ends in. */
  EltwiseSlope slope(Eltwise activation) {
    if (slope == null) {
      slope = new EltwiseSlope(activation, output);
    }
    return slope;
  }
}
