package org.gan4j.engine.onednn;

import org.gan4j.engine.plan.LinearTangent;
import org.gan4j.engine.plan.Value;

/** The slope of an activation, which follows from its output. */
final class EltwiseSlope implements LinearTangent.Slope {
  private final Eltwise activation;
  private final Tensor output;
  private final Port values;
  private final Tensor product;
  private final Calls multiply = new Calls();
  private final Port gradient;
  private Tensor bent; // made when it is first asked for
  private final Calls bend = new Calls();

  EltwiseSlope(Eltwise activation, Tensor output) {
    this.activation = activation;
    this.output = output;
    this.values = new Port(output.layout());
    this.gradient = new Port(output.layout());
    this.product = new Tensor(output.layout());
    if (!activation.identity()) {
      activation.back(output.memory(), values.memory(), product.memory(), multiply);
    }
  }

  @Override
  public Value times(Value given) {
    if (activation.identity()) {
      return given;
    }
    values.take(given);
    multiply.run();
    return product;
  }

  @Override
  public Value bend(Value direction, Value atOutput) {
    if (activation.straight()) {
      return null;
    }
    if (bent == null) {
      bent = new Tensor(output.layout());
      activation.bend(output.memory(), values.memory(), gradient.memory(), bent.memory(), bend);
    }
    values.take(direction);
    gradient.take(atOutput);
    bend.run();
    return bent;
  }
}
