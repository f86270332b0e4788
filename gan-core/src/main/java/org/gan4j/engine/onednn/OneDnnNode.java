package org.gan4j.engine.onednn;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Recent;
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
  private final Recent<Key, Plan> plans = new Recent<>(this::plan);
  private Value input; // of the pass that is being made
  private Plan last;

  OneDnnNode(Planner planner, Gradient gradients) {
    this.planner = planner;
    this.gradients = gradients;
  }

  OneDnnNode(Planner planner) {
    this(planner, new DefaultGradient());
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
}
