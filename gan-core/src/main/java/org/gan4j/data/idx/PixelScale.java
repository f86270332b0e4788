package org.gan4j.data.idx;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.gan4j.GanException;

/**
 * Which values of an array are black and white.
 *
 * @param black the value of 0
 * @param white the value of 255
 */
record PixelScale(double black, double white) {
  static final PixelScale BYTES = new PixelScale(0, 255);
  private static final PixelScale UNIT = new PixelScale(0, 1);
  private static final PixelScale TANH = new PixelScale(-1, 1);
  private static final double DARK = 128;

  /**
   * {@return the narrowest of the ranges 0 to 1, -1 to 1 and 0 to 255 that all values are in}
   *
   * @param array that they are of, for messages
   * @param bounds of the values
   * @throws GanException if they are in none of these
   */
  static PixelScale of(NpyArray array, ValueBounds bounds) {
    return Stream.of(UNIT, TANH, BYTES)
        .filter(scale -> bounds.within(scale.black, scale.white))
        .findFirst()
        .orElseThrow(() -> refused(array, bounds));
  }

  private static GanException refused(NpyArray array, ValueBounds bounds) {
    if (bounds.others() > 0) {
      return new GanException(
          "%s has %,d values that are no finite numbers; expected none. Where they may be black: %s"
              .formatted(
                  array,
                  bounds.others(),
                  array.mend("numpy.nan_to_num(a, nan=0, posinf=0, neginf=0)")));
    }
    return new GanException(
        ("%s has values from %s to %s; expected 0 to 1, -1 to 1 or 0 to 255. If the least is black"
                + " and the largest white: %s")
            .formatted(
                array,
                text(bounds.least()),
                text(bounds.most()),
                array.mend(
                    "((a - a.min()) / (float(a.max()) - a.min()) * 255).round().astype('uint8')")));
  }

  /**
   * Checks the values of an array to test with.
   *
   * @param array of the values
   * @param bounds of them
   * @param train the array to train on, which this scale is of
   * @throws GanException if they are beyond this scale
   */
  void check(NpyArray array, ValueBounds bounds, NpyArray train) {
    of(array, bounds); // which may refuse them for what they are
    if (!bounds.within(black, white)) {
      throw new GanException(
          ("%s has values from %s to %s, and %s, which are to train on, are read as %s (black) to %s"
                  + " (white); expected the same range of both. Save them so.")
              .formatted(
                  array,
                  text(bounds.least()),
                  text(bounds.most()),
                  train,
                  text(black),
                  text(white)));
    }
  }

  /** {@return what a user should know of it: nothing, where bytes are bytes or bits are bits} */
  Optional<String> said(NpyArray array, ValueBounds bounds) {
    char kind = array.type().kind();
    boolean plain = kind == 'b' || (kind != 'f' && equals(BYTES));
    String dark =
        equals(BYTES) && bounds.most() < DARK
            ? ". That is dark; if the largest is white: "
                + array.mend("(a * (255 / float(a.max()))).round().astype('uint8')")
            : "";
    return plain
        ? Optional.empty()
        : Optional.of(
            "%s: values from %s to %s are read as %s (black) to %s (white)%s"
                .formatted(
                    array,
                    text(bounds.least()),
                    text(bounds.most()),
                    text(black),
                    text(white),
                    dark));
  }

  private static String text(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  /** {@return the pixel of a value: 0 to 255, the nearest} */
  byte pixel(double value) {
    double scaled = (value - black) * (255 / (white - black));
    return (byte) (int) (Math.min(255, Math.max(0, scaled)) + 0.5);
  }
}
