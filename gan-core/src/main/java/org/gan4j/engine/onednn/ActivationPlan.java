package org.gan4j.engine.onednn;

import org.bytedeco.dnnl.memory;

/** An activation by itself. */
final class ActivationPlan {
  private ActivationPlan() {}

  static OneDnnNode.Planner planner(Eltwise activation) {
    return (input, training) -> plan(activation, input);
  }

  private static Plan plan(Eltwise activation, memory.desc input) {
    Port source = new Port(input);
    Tensor result = new Tensor(input);
    Calls forward = new Calls();
    activation.apply(source.memory(), result.memory(), forward);
    return new Plan(source, forward, result, () -> backward(activation, result));
  }

  private static Plan.Backward backward(Eltwise activation, Tensor result) {
    Port gradient = new Port(result.layout());
    return new Plan.Backward(
        gradient,
        new Calls(),
        new Calls(),
        () -> {
          Tensor atInput = new Tensor(result.layout());
          Calls calls = new Calls();
          activation.back(result.memory(), gradient.memory(), atInput.memory(), calls);
          return new Plan.ToInput(calls, atInput);
        });
  }
}
