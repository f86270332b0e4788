package org.gan4j.engine.plan;

import java.util.List;

/**
 * A linear map that is its own way back, such as a mask: forward is backward by the mask that the
 * node has.
 *
 * @param node which it is
 */
public record SelfAdjoint(Node node) implements Node {
  @Override
  public Value forward(List<Value> inputs, boolean training) {
    return node.backward(inputs.get(0), new Wanted(false, true))[0];
  }

  @Override
  public Value[] backward(Value gradient, Wanted wanted) {
    return new Value[] {forward(List.of(gradient), true)};
  }
}
