package org.gan4j;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableDoubleArray;

/** How often classes are drawn, none of them by chance. */
final class Shares {
  /** Draws after which all begins again: shares are met to a thousandth. */
  private static final int ROUND = 1000;

  private Shares() {}

  static void check(ImmutableDoubleArray shares, int classes) {
    checkArgument(
        shares.length() == classes,
        "there are %s shares for %s classes: each needs one",
        shares.length(),
        classes);
    checkArgument(
        shares.stream().allMatch(share -> share >= 0 && share <= 1)
            && Math.abs(shares.stream().sum() - 1) < 1e-6,
        "shares of classes are 0 to 1 and add up to 1; these are %s",
        shares);
  }

  /**
   * Returns classes in an order in which each comes as often as its share says, in any part of it
   * as nearly as can be: always the one that has most to come, by Webster's (Sainte-Lague's)
   * method.
   */
  static int[] inTurn(ImmutableDoubleArray shares) {
    int[] order = new int[Math.max(ROUND, 20 * shares.length())];
    int[] drawn = new int[shares.length()];
    for (int i = 0; i < order.length; i++) {
      order[i] = next(shares, drawn);
      drawn[order[i]]++;
    }
    return order;
  }

  private static int next(ImmutableDoubleArray shares, int... drawn) {
    int next = 0;
    for (int i = 1; i < drawn.length; i++) {
      if (shares.get(i) / (2 * drawn[i] + 1) > shares.get(next) / (2 * drawn[next] + 1)) {
        next = i;
      }
    }
    return next;
  }
}
