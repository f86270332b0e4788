package org.gan4j.models;

import static com.google.common.base.Preconditions.checkArgument;

/** What a number in a recipe may be. */
enum Limit {
  POSITIVE("above 0") {
    @Override
    boolean allows(double number) {
      return number > 0;
    }
  },
  NOT_NEGATIVE("0 or above") {
    @Override
    boolean allows(double number) {
      return number >= 0;
    }
  },
  FRACTION("from 0 to below 1") {
    @Override
    boolean allows(double number) {
      return number >= 0 && number < 1;
    }
  },
  SHARE("from 0 to 1") {
    @Override
    boolean allows(double number) {
      return number >= 0 && number <= 1;
    }
  },
  LESS_THAN_HALF("from 0 to below 0.5") {
    @Override
    boolean allows(double number) {
      return number >= 0 && number < 0.5;
    }
  };

  private final String text;

  Limit(String text) {
    this.text = text;
  }

  abstract boolean allows(double number);

  /**
   * Returns a number if it may be.
   *
   * @throws IllegalArgumentException if not
   */
  double check(String name, double number) {
    checkArgument(
        Double.isFinite(number) && allows(number),
        "%s has to be a number %s, not %s",
        name,
        text,
        number);
    return number;
  }
}
