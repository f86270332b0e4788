package org.gan4j.engine.onednn;

import org.bytedeco.dnnl.memory;
import org.gan4j.engine.plan.Value;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.DropOutInverted;
import org.nd4j.linalg.factory.Nd4j;

/** Dropout with the mask that DL4J draws: row by row, by ND4J's generator. */
final class DropPlan {
  private DropPlan() {}

  static OneDnnNode.Planner planner(double kept) {
    return (input, training) -> training ? plan(kept, input) : unchanged(input);
  }

  private static Plan unchanged(memory.desc input) {
    Port source = new Port(input);
    Tensor result = new Tensor(input);
    return new Plan(
        source,
        new Calls().reorder(source.memory(), result.memory()),
        result,
        () -> {
          throw new IllegalStateException("no backward pass follows a pass in inference mode");
        });
  }

  private static Plan plan(double kept, memory.desc input) {
    Port source = new Port(input);
    Tensor result = new Tensor(input);
    INDArray drawn = OneDnn.array(OneDnn.sizes(input));
    Port mask = new Port(input);
    Calls forward =
        new Calls()
            .add(
                () -> {
                  Nd4j.getExecutioner().exec(new DropOutInverted(drawn.assign(1), drawn, kept));
                  mask.take(Value.lent(drawn));
                });
    forward.product(source.memory(), mask.memory(), result.memory());
    return new Plan(source, forward, result, () -> backward(mask, input));
  }

  private static Plan.Backward backward(Port mask, memory.desc layout) {
    Port gradient = new Port(layout);
    return new Plan.Backward(
        gradient,
        new Calls(),
        new Calls(),
        () -> {
          Tensor atInput = new Tensor(layout);
          Calls calls = new Calls().product(gradient.memory(), mask.memory(), atInput.memory());
          return new Plan.ToInput(calls, atInput);
        });
  }
}
