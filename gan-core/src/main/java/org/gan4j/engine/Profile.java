package org.gan4j.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.gradient.Gradient;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Value;
import org.gan4j.engine.plan.Wanted;

/** Where the time of a network's passes goes, layer by layer. */
public final class Profile {
  /** What of a layer was timed. */
  public enum Kind {
    /** The output. */
    FORWARD,
    /** The gradients of the parameters and at the input. */
    BACKWARD,
    /** The gradients of the parameters alone. */
    TO_PARAMETERS,
    /** The gradient at the input alone. */
    TO_INPUT,
    /** The optimiser's step, of the whole network. */
    UPDATE
  }

  /**
   * The time of one layer in one kind of pass.
   *
   * @param layer its name and what it computes
   * @param pass which kind
   * @param calls how many were timed
   * @param millis of all of them together
   * @param gigaflops floating-point operations of one of them, in 1e9, of the products alone
   */
  public record Row(String layer, Kind pass, long calls, double millis, double gigaflops) {}

  private static final class Sum {
    private long calls;
    private long nanos;
    private double flops;
  }

  private record Key(int step, String layer, Kind pass) {}

  private final Map<Key, Sum> sums = new LinkedHashMap<>();

  Profile() {}

  /** {@return what was timed until now, layers in the order of a forward pass} */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    sums.entrySet().stream()
        .sorted((a, b) -> Integer.compare(a.getKey().step, b.getKey().step))
        .forEach(
            e ->
                rows.add(
                    new Row(
                        e.getKey().layer,
                        e.getKey().pass,
                        e.getValue().calls,
                        e.getValue().nanos / 1e6,
                        e.getValue().flops / e.getValue().calls / 1e9)));
    return rows;
  }

  /** Forgets what was timed until now, for example while everything was warming up. */
  public void clear() {
    sums.clear();
  }

  void add(int step, String layer, Kind pass, long nanos, double flops) {
    Sum sum = sums.computeIfAbsent(new Key(step, layer, pass), key -> new Sum());
    sum.calls++;
    sum.nanos += nanos;
    sum.flops += flops;
  }

  /** Returns a node that does the same and tells this profile about it. */
  Node timing(int index, Step step, Node node) {
    return new TimingNode(index, step, node);
  }

  private final class TimingNode implements Node {
    private final int index;
    private final Step step;
    private final Node node;
    private double flops;

    TimingNode(int index, Step step, Node node) {
      this.index = index;
      this.step = step;
      this.node = node;
    }

    @Override
    public Value forward(List<Value> inputs, boolean training) {
      long begun = System.nanoTime();
      Value output = node.forward(inputs, training);
      long nanos = System.nanoTime() - begun;
      flops = Flops.forward(step.operation(), inputs.get(0).shape());
      add(index, step.name(), Kind.FORWARD, nanos, flops);
      return output;
    }

    @Override
    public Value[] backward(Value gradient, Wanted wanted) {
      long begun = System.nanoTime();
      Value[] atInputs = node.backward(gradient, wanted);
      long nanos = System.nanoTime() - begun;
      boolean both = wanted.parameters() && wanted.input();
      Kind one = wanted.parameters() ? Kind.TO_PARAMETERS : Kind.TO_INPUT;
      add(index, step.name(), both ? Kind.BACKWARD : one, nanos, both ? 2 * flops : flops);
      return atInputs;
    }

    @Override
    public Gradient gradients() {
      return node.gradients();
    }

    @Override
    public boolean remembers() {
      return node.remembers();
    }
  }
}
