package org.gan4j.engine.plan;

import java.util.Optional;

/** A way to compute operations: a library and how it is called. */
public interface Kernels {
  /** {@return the name, for people} */
  String name();

  /**
   * {@return a node that computes an operation, or nothing where this way does not know it}
   *
   * @param operation what is to be computed
   */
  Optional<Node> node(Operation operation);
}
