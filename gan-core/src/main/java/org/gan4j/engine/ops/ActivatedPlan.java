package org.gan4j.engine.ops;

import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A plan with an activation behind it. */
record ActivatedPlan(OpsPlan plan, Activator activator) implements OpsPlan {
  @Override
  public INDArray forward(INDArray input) {
    return activator.forward(plan.forward(input));
  }

  @Override
  public INDArray backward(INDArray gradient, Wanted wanted) {
    return plan.backward(activator.back(gradient), wanted);
  }
}
