package org.gan4j.data.idx;

import java.util.List;

/** What to do about an array that cannot be read as images: the lines of NumPy that mend it. */
final class ArrayAdvice {
  private static final String EXPECTED =
      "expected images: (n, height, width), (n, height, width, channels), (n, channels, height,"
          + " width) with 1 or 3 channels, or (n, pixels) of squares";

  private ArrayAdvice() {}

  static String of(NpyArray array, List<Long> shape, List<ArrayLayout> possible) {
    if (shape.contains(0L)) {
      return "it is empty, expected at least one image";
    }
    if (possible.size() > 1) {
      return "its channels may be the first or the last of an image's sizes. If they are the last,"
          + " add a row: "
          + array.mend("numpy.pad(a, ((0, 0), (0, 1), (0, 0), (0, 0)))")
          + "; if they are the first, a column: "
          + array.mend("numpy.pad(a, ((0, 0), (0, 0), (0, 0), (0, 1)))");
    }
    return EXPECTED + mended(array, shape);
  }

  private static String mended(NpyArray array, List<Long> shape) {
    int rank = shape.size();
    long last = rank == 0 ? 0 : shape.get(rank - 1);
    if (rank == 4 && (last == 2 || last == 4)) {
      return ". Without transparency: " + array.mend("a[..., :%d]", last - 1);
    }
    if (rank == 4 && (shape.get(1) == 2 || shape.get(1) == 4)) {
      return ". Without transparency: " + array.mend("a[:, :%d]", shape.get(1) - 1);
    }
    if (rank == 4 && (shape.get(2) == 1 || shape.get(2) == 3)) {
      return ". If the images are counted last: " + array.mend("numpy.moveaxis(a, -1, 0)");
    }
    if (rank > 4) {
      return ". If images are its last three sizes: " + array.mend("a.reshape(-1, *a.shape[-3:])");
    }
    if (rank == 3 && (last == 3 || last == 4)) {
      return ". If it is one colour picture: " + array.mend("a[None, ..., :3]");
    }
    return rank == 2 ? rows(array, last) : "";
  }

  private static String rows(NpyArray array, long pixels) {
    String one = ". If it is one picture: " + array.mend("a[None]") + "; if a row is one: ";
    long side = ArrayLayout.side(pixels);
    if (side > 0) {
      return one + array.mend("a.reshape(-1, %d, %d)", side, side);
    }
    long third = pixels % 3 == 0 ? ArrayLayout.side(pixels / 3) : 0;
    if (third > 0) {
      return one + array.mend("a.reshape(-1, 3, %d, %d)", third, third);
    }
    return one + "numpy.save(FILE, a.reshape(-1, HEIGHT, WIDTH))";
  }
}
