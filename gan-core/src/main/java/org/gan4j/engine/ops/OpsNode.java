package org.gan4j.engine.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.gan4j.engine.plan.LinearTangent;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Recent;
import org.gan4j.engine.plan.Tangent;
import org.gan4j.engine.plan.Value;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer on ND4J's native ops: one plan for each shape of the input and mode. */
final class OpsNode implements Node {
  /** Makes plans. */
  @FunctionalInterface
  interface Planner {
    /**
     * Returns a plan.
     *
     * @param type of all values
     * @param input its shape
     * @param training whether with batch statistics and dropout
     * @throws IllegalArgumentException if the layer cannot take an input of that shape
     */
    OpsPlan plan(DataType type, long[] input, boolean training);
  }

  private record Key(DataType type, List<Long> shape, boolean training) {}

  private final Gradient gradients;
  private final Function<OpsNode, Optional<Node>> map;
  private final Recent<Key, OpsPlan> plans;
  private OpsPlan last;
  private INDArray input; // of the last pass

  /**
   * Creates a node.
   *
   * @param map the linear map in it, a node of its own; nothing where the node has no tangent
   */
  OpsNode(Planner planner, Gradient gradients, Function<OpsNode, Optional<Node>> map) {
    this.gradients = gradients;
    this.map = map;
    this.plans =
        new Recent<>(
            key ->
                planner.plan(
                    key.type,
                    key.shape.stream().mapToLong(Long::longValue).toArray(),
                    key.training));
  }

  OpsNode(Planner planner, Function<OpsNode, Optional<Node>> map) {
    this(planner, new DefaultGradient(), map);
  }

  /** Returns what the last pass was made on. */
  INDArray input() {
    return input;
  }

  @Override
  public Value forward(List<Value> inputs, boolean training) {
    input = inputs.get(0).array();
    last =
        plans.of(
            new Key(input.dataType(), Arrays.stream(input.shape()).boxed().toList(), training));
    return Value.lent(last.forward(input));
  }

  @Override
  public Value[] backward(Value gradient, Wanted wanted) {
    INDArray atInput = last.backward(gradient.array(), wanted);
    return new Value[] {wanted.input() ? Value.lent(atInput) : null};
  }

  @Override
  public Gradient gradients() {
    return gradients;
  }

  @Override
  public Optional<Tangent> tangent() {
    return map.apply(this).map(linear -> new LinearTangent(linear, new Slopes()));
  }

  private final class Slopes implements LinearTangent.Slope {
    @Override
    public Value times(Value values) {
      return Value.lent(last.activator().back(values.array()));
    }

    @Override
    public Value bend(Value direction, Value gradient) {
      INDArray bend = last.activator().bend(direction.array(), gradient.array());
      return bend == null ? null : Value.lent(bend);
    }
  }
}
