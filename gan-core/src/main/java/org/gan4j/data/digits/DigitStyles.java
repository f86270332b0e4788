package org.gan4j.data.digits;

import com.google.common.base.Splitter;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The ways in which the ten digits are written. A style is a weight and a skeleton: strokes
 * separated by {@code /}, each the points {@code x,y} that the pen passes through in order, in a
 * box of 100 x 100 with y pointing down. A point that is given twice is a corner.
 */
final class DigitStyles {
  /** How many digits there are. */
  static final int DIGITS = 10;

  private static final List<List<float[][]>> STYLES =
      List.of(
          styles(
              "4: 56,0 26,12 11,48 20,86 48,100 78,86 90,50 80,14 56,0",
              "3: 66,8 38,3 13,30 11,68 38,99 74,90 90,52 80,16 56,2 46,5",
              "2: 44,5 20,26 12,60 32,96 66,94 86,62 82,22 58,1 34,10",
              "1: 70,14 52,2 24,24 16,62 40,98 70,84 78,44 66,8 52,4"),
          styles(
              "9: 51,0 50,50 50,100",
              "2: 47,0 52,34 50,66 53,100",
              "2: 34,20 52,1 52,1 51,50 50,100",
              "1: 30,22 52,0 52,0 52,50 51,100 / 26,100 52,99 80,99"),
          styles(
              "4: 12,24 32,4 62,3 78,24 66,52 38,78 10,97 10,97 50,95 96,92",
              "4: 12,20 38,2 70,8 76,32 58,62 30,90 12,93 14,78 36,77 64,92 97,88",
              "2: 16,10 46,0 74,12 72,36 44,66 8,95 8,95 34,86 62,96 94,90",
              "1: 24,32 22,12 48,1 76,14 74,42 50,72 16,99 16,99 52,98 88,98"),
          styles(
              "4: 16,12 42,0 72,9 74,31 44,46 44,46 78,57 83,82 50,100 12,91",
              "3: 12,14 46,0 78,15 68,38 44,47 48,50 80,63 75,90 42,100 10,88",
              "2: 20,6 50,1 78,4 78,4 46,42 46,42 78,52 84,78 56,99 16,92",
              "2: 18,18 42,2 74,12 68,36 40,44 36,49 50,50 80,64 72,92 38,99 16,84"),
          styles(
              "4: 20,4 13,34 22,52 52,52 86,44 / 80,0 73,50 66,100",
              "2: 66,0 40,28 10,60 10,60 50,61 96,57 / 68,2 67,50 64,100",
              "3: 14,8 12,40 12,40 44,50 84,46 / 76,4 74,50 72,100",
              "1: 24,0 10,48 10,48 44,54 78,40 / 84,6 76,40 58,100"),
          styles(
              "4: 34,4 26,43 26,43 56,37 84,58 74,90 40,100 10,89 / 34,4 60,3 88,0",
              "3: 88,3 38,6 38,6 26,44 26,44 56,40 80,62 68,92 36,100 10,88",
              "2: 90,0 52,8 34,20 38,42 66,56 74,78 50,98 12,92",
              "1: 30,2 28,44 28,44 60,42 78,66 66,92 24,96 / 30,3 82,6"),
          styles(
              "4: 70,0 38,22 15,58 20,90 50,100 79,86 80,62 56,51 28,64 17,82",
              "3: 44,0 22,38 14,72 32,98 64,97 80,76 66,57 38,60 17,80",
              "2: 82,6 46,16 18,52 18,86 46,100 70,88 66,68 44,64 22,82",
              "1: 56,0 30,34 20,70 34,98 58,94 62,74 44,66 22,80"),
          styles(
              "4: 10,8 50,7 88,4 88,4 64,48 48,100",
              "2: 12,10 50,6 90,4 90,4 66,44 50,100 / 36,52 60,50 86,46",
              "2: 12,26 13,8 13,8 50,8 86,4 86,4 70,40 60,100",
              "2: 10,14 40,4 78,8 84,18 64,52 42,100"),
          styles(
              "4: 76,13 50,0 25,14 33,37 62,55 76,78 50,100 24,85 34,60 64,38 78,16",
              "2: 52,1 28,11 29,36 51,47 73,35 74,11 52,1 / 51,47 22,62 22,90 50,100 78,89 78,60 51,47",
              "3: 80,8 54,0 30,16 40,40 62,60 66,86 44,100 24,84 40,58 66,36 82,14",
              "1: 54,46 28,30 34,6 60,0 78,16 66,38 40,54 24,76 38,98 64,96 74,76 54,46"),
          styles(
              "4: 79,15 52,0 22,13 18,38 44,49 70,38 80,14 80,14 77,54 70,100",
              "3: 76,12 48,1 22,20 26,44 52,47 76,26 78,12 80,40 72,76 46,100",
              "2: 78,12 46,2 22,26 40,44 68,32 79,14 79,14 66,56 46,100",
              "2: 74,8 44,0 20,18 28,44 62,40 78,18 82,40 76,82 48,99 22,90"));

  private DigitStyles() {}

  /**
   * {@return the strokes of a digit in one of its styles, each {@code x0, y0, x1, y1, ...} in the
   * unit box; not to be written to}
   *
   * @param digit 0 to 9
   * @param random picks the style
   */
  static float[][] pick(int digit, SplittableRandom random) {
    List<float[][]> styles = STYLES.get(digit);
    return styles.get(random.nextInt(styles.size()));
  }

  private static List<float[][]> styles(String... texts) {
    return Stream.of(texts).flatMap(DigitStyles::weighted).toList();
  }

  /** A skeleton as many times as its weight says. */
  private static Stream<float[][]> weighted(String text) {
    List<String> parts = Splitter.on(':').splitToList(text);
    float[][] strokes =
        Splitter.on('/')
            .splitToStream(parts.get(1))
            .map(DigitStyles::points)
            .toArray(float[][]::new);
    return Collections.nCopies(Integer.parseInt(parts.get(0)), strokes).stream();
  }

  private static float[] points(String stroke) {
    List<String> numbers = Splitter.onPattern("[, ]+").omitEmptyStrings().splitToList(stroke);
    float[] points = new float[numbers.size()];
    for (int i = 0; i < points.length; i++) {
      points[i] = Float.parseFloat(numbers.get(i)) / 100;
    }
    return points;
  }
}
