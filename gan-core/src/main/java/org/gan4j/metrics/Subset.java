package org.gan4j.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random choices without repetitions. */
final class Subset {
  private Subset() {}

  /** {@return {@code count} of the numbers below {@code total}; each choice is as likely} */
  static int[] of(int total, int count, SplittableRandom random) {
    int[] numbers = IntStream.range(0, total).toArray();
    for (int i = 0; i < count; i++) { // the beginning of a Fisher-Yates shuffle
      int other = i + random.nextInt(total - i);
      int number = numbers[other];
      numbers[other] = numbers[i];
      numbers[i] = number;
    }
    return Arrays.copyOf(numbers, count);
  }
}
