package org.gan4j.loss;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The relativistic losses, written down as the papers have them. */
public final class RelativisticReference {
  /** All of them by name. */
  public static final List<String> NAMES =
      List.of(
          "relativistic",
          "relativistic-average",
          "relativistic-average-least-squares",
          "relativistic-hinge");

  private RelativisticReference() {}

  /** What the discriminator minimises; with the roles swapped, what the generator does. */
  public static double value(String name, INDArray real, INDArray fake) {
    return value(
        name, real.dup().data().asDouble(), fake.dup().data().asDouble(), (int) real.length());
  }

  private static double value(String name, double[] r, double[] f, int n) {
    double meanReal = DoubleStream.of(r).average().orElseThrow();
    double meanFake = DoubleStream.of(f).average().orElseThrow();
    return IntStream.range(0, n)
        .mapToDouble(
            i ->
                switch (name) {
                  case "relativistic" -> -Math.log(sigmoid(r[i] - f[i]));
                  case "relativistic-average" ->
                      (-Math.log(sigmoid(r[i] - meanFake)) - Math.log(1 - sigmoid(f[i] - meanReal)))
                          / 2;
                  case "relativistic-average-least-squares" ->
                      (Math.pow(r[i] - meanFake - 1, 2) + Math.pow(f[i] - meanReal + 1, 2)) / 2;
                  case "relativistic-hinge" -> Math.max(0, 1 - (r[i] - f[i]));
                  default -> throw new AssertionError(name);
                })
        .average()
        .orElseThrow();
  }

  private static double sigmoid(double s) {
    return 1 / (1 + Math.exp(-s));
  }
}
