package org.gan4j.engine.onednn;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.dnnl.memory;
import org.deeplearning4j.nn.gradient.Gradient;
import org.gan4j.engine.plan.LinearTangent;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Recent;
import org.gan4j.engine.plan.Tangent;
import org.gan4j.engine.plan.Value;
import org.gan4j.engine.plan.Wanted;

/** A layer on oneDNN: one plan for each shape of the input and mode. */
final class OneDnnNode implements Node {
  /** Makes plans. */
  @FunctionalInterface
  interface Planner {
    /**
     * Returns a plan.
     *
     * @param input how the input lies; values that lie otherwise later are copied
     * @param training whether with batch statistics and dropout
     * @throws IllegalArgumentException if the layer cannot take an input of that size
     */
    Plan plan(memory.desc input, boolean training);
  }

  private record Key(List<Long> shape, boolean training) {}

  private final Planner planner;
  private final Gradient gradients;
  private final Eltwise activation;
  private final Function<OneDnnNode, Optional<Node>> map;
  private final Recent<Key, Plan> plans = new Recent<>(this::plan);
  private Value input; // of the last pass, or the one that is being made
  private Plan last;

  /**
   * Creates a node.
   *
   * @param activation that the plans end in
   * @param map the linear map before it, a node of its own; nothing where the node has no tangent
   */
  OneDnnNode(
      Planner planner,
      Gradient gradients,
      Eltwise activation,
      Function<OneDnnNode, Optional<Node>> map) {
    this.planner = planner;
    this.gradients = gradients;
    this.activation = activation;
    this.map = map;
  }

  /** Returns what the last pass was made on. */
  Value input() {
    return input;
  }

  @Override
  public Value forward(List<Value> inputs, boolean training) {
    input = inputs.get(0);
    last = plans.of(new Key(Arrays.stream(input.shape()).boxed().toList(), training));
    return last.forward(input);
  }

  private Plan plan(Key key) {
    memory.desc layout =
        input instanceof Tensor tensor ? tensor.layout() : OneDnn.rows(input.shape());
    return planner.plan(layout, key.training);
  }

  @Override
  public Value[] backward(Value gradient, Wanted wanted) {
    return new Value[] {last.backward(gradient, wanted)};
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
      return last.slope(activation).times(values);
    }

    @Override
    public Value bend(Value direction, Value gradient) {
      return last.slope(activation).bend(direction, gradient);
    }
  }
}
