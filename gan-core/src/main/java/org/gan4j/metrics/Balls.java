package org.gan4j.metrics;

import java.util.BitSet;

/** Balls around points, each as large as the distance to the k-th neighbour, and what is inside. */
final class Balls {
  private final double[] squaredRadii;
  private final int candidates;
  private final BitSet inside = new BitSet(); // which candidates are in a ball at least
  private final BitSet hit = new BitSet(); // which balls have a candidate
  private long pairs;

  /**
   * Creates balls that have seen no candidate yet.
   *
   * @param squaredRadii of each ball; kept
   * @param candidates how many there are to be seen
   */
  Balls(double[] squaredRadii, int candidates) {
    this.squaredRadii = squaredRadii;
    this.candidates = candidates;
  }

  /** Sees how far a candidate is from the centre of a ball. */
  void see(int centre, int candidate, double squaredDistance) {
    if (squaredDistance <= squaredRadii[centre]) {
      inside.set(candidate);
      hit.set(centre);
      pairs++;
    }
  }

  /** {@return the share of the candidates that are in any ball} */
  double shareInside() {
    return (double) inside.cardinality() / candidates;
  }

  /** {@return the share of the balls that have any candidate} */
  double shareHit() {
    return (double) hit.cardinality() / squaredRadii.length;
  }

  /** {@return in how many balls a candidate is on average} */
  double meanCount() {
    return (double) pairs / candidates;
  }
}
