package org.gan4j.engine.check;

import java.util.Locale;

/**
 * What came of a check.
 *
 * @param share the largest error as a share of what rounding explains: right up to 1
 * @param detail of that error: where, how large, and what was allowed
 */
public record Outcome(double share, String detail) {
  /** {@return whether everything was as it has to be} */
  public boolean ok() {
    return share <= 1;
  }

  /** {@return the outcome of a check that could not be made} */
  static Outcome failure(Throwable e) {
    return new Outcome(Double.POSITIVE_INFINITY, e.toString());
  }

  /** {@return the worse of two} */
  Outcome or(Outcome other) {
    return other.share > share ? other : this;
  }

  /**
   * {@return how far computed values are from what is expected}
   *
   * @param what they are, for people
   * @param computed as many as expected
   */
  static Outcome of(String what, double[] computed, Bounded expected) {
    Outcome worst = new Outcome(0, what);
    for (int i = 0; i < computed.length; i++) {
      double error = Math.abs(computed[i] - expected.value(i));
      double allowed = expected.bound(i);
      // An infinity or NaN is as wrong as can be.
      double share = error <= allowed ? error == 0 ? 0 : error / allowed : beyond(error / allowed);
      if (share > worst.share) {
        worst = new Outcome(share, detail(what, error, computed[i], allowed));
      }
    }
    return worst;
  }

  private static double beyond(double share) {
    return share > 1 ? share : Double.POSITIVE_INFINITY;
  }

  private static String detail(String what, double error, double computed, double allowed) {
    return String.format(
        Locale.ROOT, "%s %.6g is off by %.1e, and %.1e is allowed", what, computed, error, allowed);
  }
}
