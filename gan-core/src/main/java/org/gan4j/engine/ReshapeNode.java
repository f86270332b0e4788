package org.gan4j.engine;

import com.google.common.primitives.Longs;
import java.util.List;
import java.util.Optional;
import org.gan4j.engine.plan.LinearTangent;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.Tangent;
import org.gan4j.engine.plan.Value;
import org.gan4j.engine.plan.Wanted;

/** Gives its input another shape. */
final class ReshapeNode implements Node {
  private final long[] example;
  private long[] before;

  ReshapeNode(Operation.Reshape operation) {
    this.example = Longs.toArray(operation.example());
  }

  @Override
  public Value forward(List<Value> inputs, boolean training) {
    before = inputs.get(0).shape();
    return inputs.get(0).reshape(Longs.concat(new long[] {before[0]}, example));
  }

  @Override
  public Value[] backward(Value gradient, Wanted wanted) {
    return new Value[] {gradient.reshape(before)};
  }

  @Override
  public Optional<Tangent> tangent() {
    return Optional.of(new LinearTangent(this));
  }
}
