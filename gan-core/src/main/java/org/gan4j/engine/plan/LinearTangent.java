package org.gan4j.engine.plan;

import java.util.List;

/**
 * The tangent of a linear map with an activation behind it: the direction goes through the same
 * map, without a bias, and is multiplied by the activation's slopes.
 */
public final class LinearTangent implements Tangent {
  private static final Wanted PARAMETERS = new Wanted(true, false);

  private final Node map;
  private final Slope slope;
  private final boolean parameters;
  private Value bend;

  /** An activation at the values of the last forward pass. */
  public interface Slope {
    /** The slope of what is no activation: 1 everywhere. */
    Slope ONE = values -> values;

    /**
     * {@return values multiplied by the activation's slopes, to be used before the next call}
     *
     * @param values of the output's shape
     */
    Value times(Value values);

    /**
     * {@return what {@link #times} turns into the change of the gradient before the activation, in
     * memory of its own: the second derivative, divided by the first, times both; null of an
     * activation of straight pieces}
     *
     * @param direction before the activation
     * @param gradient behind it
     */
    default Value bend(Value direction, Value gradient) {
      return null;
    }
  }

  /**
   * Makes the tangent of a node.
   *
   * @param map the linear map, a node of its own, which writes the parameters' gradients to where
   *     the other does; gives null if it is zero
   * @param slope of the activation
   */
  public LinearTangent(Node map, Slope slope) {
    this.map = map;
    this.slope = slope;
    this.parameters = !map.gradients().gradientForVariable().isEmpty();
  }

  /**
   * Makes the tangent of a linear node without an activation.
   *
   * @param map the same map, a node of its own
   */
  public LinearTangent(Node map) {
    this(map, Slope.ONE);
  }

  @Override
  public Value along(List<Value> directions, Value gradient) {
    Value before = map.forward(directions, true);
    if (before == null) {
      bend = null;
      return null;
    }
    if (parameters) {
      map.backward(slope.times(gradient), PARAMETERS);
    }
    bend = slope.bend(before, gradient);
    return slope.times(before);
  }

  @Override
  public Value atOutput() {
    return bend;
  }
}
