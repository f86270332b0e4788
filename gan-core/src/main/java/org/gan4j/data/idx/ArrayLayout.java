package org.gan4j.data.idx;

import com.google.common.math.LongMath;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gan4j.GanException;
import org.gan4j.ImageShape;

/**
 * How an array holds images.
 *
 * @param count how many
 * @param shape of each
 * @param channelsLast whether the channels of a pixel stand side by side
 */
record ArrayLayout(int count, ImageShape shape, boolean channelsLast) {
  private static final int MOST_PIXELS = 64_000_000;

  /**
   * {@return the layout that an array has}
   *
   * @throws GanException if it has none, or several are possible; the message says how to choose
   */
  static ArrayLayout of(NpyArray array) {
    List<Long> shape = array.header().shape();
    List<ArrayLayout> possible = possible(shape);
    if (possible.size() == 1) {
      return possible.get(0);
    }
    throw new GanException(
        "%s has an array of shape %s; %s."
            .formatted(array, NpyArray.python(shape), ArrayAdvice.of(array, shape, possible)));
  }

  /** {@return whether an array of a shape can be images of one layout} */
  static boolean isOfImages(List<Long> shape) {
    return ofShape(shape).isPresent();
  }

  /** {@return the layout of an array of a shape, if there is one and no other} */
  static Optional<ArrayLayout> ofShape(List<Long> shape) {
    List<ArrayLayout> possible = possible(shape);
    return possible.size() == 1 ? Optional.of(possible.get(0)) : Optional.empty();
  }

  /** {@return for example {@code 3000 of 28 x 28 pixels, grey}} */
  @Override
  public String toString() {
    return "%d of %d x %d pixels, %s"
        .formatted(count, shape.height(), shape.width(), shape.channels() == 1 ? "grey" : "colour");
  }

  private static List<ArrayLayout> possible(List<Long> shape) {
    return switch (shape.size()) {
      case 2 -> rows(shape.get(0), shape.get(1)).stream().toList();
      case 3 -> planes(shape.get(0), shape.get(1), shape.get(2)).stream().toList();
      case 4 ->
          Stream.of(
                  layout(shape.get(0), shape.get(3), shape.get(1), shape.get(2), true),
                  layout(shape.get(0), shape.get(1), shape.get(2), shape.get(3), false))
              .flatMap(Optional::stream)
              .toList();
      default -> List.of();
    };
  }

  /** Rows of pixels; as many rows as pixels are rather one picture. */
  private static Optional<ArrayLayout> rows(long count, long pixels) {
    return count == pixels ? Optional.empty() : flat(count, pixels);
  }

  private static Optional<ArrayLayout> flat(long count, long pixels) {
    long side = side(pixels);
    return layout(count, 1, side, side, false);
  }

  /** {@return the side of a square of so many pixels; 0 if there is none} */
  static long side(long pixels) {
    long side = pixels < 1 ? 0 : LongMath.sqrt(pixels, RoundingMode.FLOOR);
    return side * side == pixels ? side : 0;
  }

  /**
   * Grey pictures, or rows of pixels that a size of 1 was put to; three last are rather colours.
   */
  private static Optional<ArrayLayout> planes(long count, long second, long third) {
    if (second == 1 || third == 1) {
      return flat(count, Math.max(second, third));
    }
    return third == 3 || third == 4 ? Optional.empty() : layout(count, 1, second, third, false);
  }

  private static Optional<ArrayLayout> layout(
      long count, long channels, long height, long width, boolean channelsLast) {
    boolean usable =
        count >= 1
            && count <= Integer.MAX_VALUE
            && (channels == 1 || channels == 3)
            && height >= 2
            && width >= 2
            && height <= MOST_PIXELS / width;
    return usable
        ? Optional.of(
            new ArrayLayout(
                (int) count,
                new ImageShape((int) channels, (int) height, (int) width),
                channelsLast && channels > 1))
        : Optional.empty();
  }

  /** {@return which value of an image belongs to the k-th value in the order of its array} */
  int place(int k) {
    int channels = shape.channels();
    return channelsLast ? k % channels * (shape.size() / channels) + k / channels : k;
  }
}
