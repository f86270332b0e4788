package org.gan4j.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The tangent of a product: the sum of the products with one factor replaced by its direction. */
public final class ProductTangent implements Tangent {
  private static final Wanted INPUTS = new Wanted(false, true);

  private final Supplier<List<Value>> factors;
  private final Supplier<Node> product;
  private final List<Node> products = new ArrayList<>(); // one for each factor
  private final Node sum;
  private final List<Value> bends = new ArrayList<>();

  /**
   * Makes the tangent of a node.
   *
   * @param factors its inputs in the last forward pass
   * @param product makes another node of the kind
   * @param sum of as many arrays, of the kind too
   */
  public ProductTangent(Supplier<List<Value>> factors, Supplier<Node> product, Node sum) {
    this.factors = factors;
    this.product = product;
    this.sum = sum;
  }

  @Override
  public Value along(List<Value> directions, Value gradient) {
    List<Value> terms = new ArrayList<>();
    bends.clear();
    for (int i = 0; i < directions.size(); i++) {
      if (i == products.size()) {
        products.add(product.get());
      }
      List<Value> replaced = new ArrayList<>(factors.get());
      replaced.set(i, directions.get(i));
      terms.add(products.get(i).forward(replaced, true));
      bend(i, products.get(i).backward(gradient, INPUTS));
    }
    return sum.forward(terms, true);
  }

  /** Adds what the replaced factor does to the gradients at the others. */
  private void bend(int replaced, Value[] atFactors) {
    for (int k = 0; k < atFactors.length; k++) {
      Value more = k == replaced ? null : atFactors[k];
      if (replaced == 0) {
        bends.add(more);
      } else if (bends.get(k) == null) {
        bends.set(k, more);
      } else if (more != null) {
        bends.get(k).array().addi(more.array());
      }
    }
  }

  @Override
  public List<Value> atInputs() {
    return bends;
  }
}
