package org.gan4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import java.util.Map;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl.algorithm;
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
    multiply(source.memory(), mask.memory(), result.memory(), forward);
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
          Calls calls = new Calls();
          multiply(gradient.memory(), mask.memory(), atInput.memory(), calls);
          return new Plan.ToInput(calls, atInput);
        });
  }

  private static void multiply(memory left, memory right, memory product, Calls calls) {
    var description =
        new binary.primitive_desc(
            new binary.desc(
                algorithm.binary_mul, left.get_desc(), right.get_desc(), product.get_desc()),
            OneDnn.attributes(),
            OneDnn.processor());
    calls.add(
        new binary(description),
        description.scratchpad_desc(),
        Map.of(DNNL_ARG_SRC_0, left, DNNL_ARG_SRC_1, right, DNNL_ARG_DST, product));
  }
}
