package org.gan4j.engine.plan;

import java.util.List;
import java.util.Optional;

/** Hands its input on. */
public final class PassingNode implements Node {
  @Override
  public Value forward(List<Value> inputs, boolean training) {
    return inputs.get(0);
  }

  @Override
  public Value[] backward(Value gradient, Wanted wanted) {
    return new Value[] {gradient};
  }

  @Override
  public Optional<Tangent> tangent() {
    return Optional.of(new LinearTangent(this));
  }
}
