package org.gan4j.guard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.gan4j.NativeArrays;
import org.gan4j.train.AdversarialTrainer;
import org.gan4j.train.StepResult;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Looks for numbers that are NaN or infinite, and says in words where it found them. */
final class Finite {
  private Finite() {}

  /** Returns what is wrong with the numbers of a step, if anything is. */
  static Optional<String> problem(StepResult result) {
    return result.numbers().entrySet().stream()
        .filter(number -> !Double.isFinite(number.getValue()))
        .map(number -> "%s is %s".formatted(number.getKey(), number.getValue()))
        .findFirst();
  }

  /** Returns what is wrong with the parameters of the players, if anything is. */
  static Optional<String> problem(AdversarialTrainer trainer) {
    return trainer.players().entrySet().stream()
        .flatMap(
            e ->
                problem("parameters of the " + e.getKey(), e.getValue().weights().parameters())
                    .stream())
        .findFirst();
  }

  /** Returns what is wrong with some numbers, if anything is. */
  static Optional<String> problem(String what, INDArray numbers) {
    return hasFiniteSum(numbers)
        ? Optional.empty()
        : Optional.of(count(numbers))
            .filter(bad -> bad > 0)
            .map(
                bad ->
                    String.format(
                        Locale.ROOT,
                        "%,d of %,d %s are NaN or infinite",
                        bad,
                        numbers.length(),
                        what));
  }

  /** One pass. A sum is not finite if a number is not; it may overflow with finite ones too. */
  private static boolean hasFiniteSum(INDArray numbers) {
    try (INDArray sum = numbers.sum()) {
      return Double.isFinite(sum.getDouble(0));
    }
  }

  private static long count(INDArray numbers) {
    return Arrays.stream(NativeArrays.values(numbers)).filter(x -> !Double.isFinite(x)).count();
  }
}
