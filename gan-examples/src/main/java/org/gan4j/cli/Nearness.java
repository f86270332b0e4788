package org.gan4j.cli;

import java.util.Optional;
import java.util.OptionalDouble;
import org.gan4j.data.ImageSet;
import org.gan4j.metrics.Calibration;
import org.gan4j.metrics.NearestNeighbours;

/**
 * How far images are from the nearest of some real ones, pixel by pixel, on average.
 *
 * @param generated of generated images
 * @param real of other real images of the same class; empty where there is one alone
 */
record Nearness(double generated, OptionalDouble real) {
  private static final int MOST = 200; // of either kind are enough for a mean
  private static final double COPY = 0.5;
  private static final double FOREIGN = 2;

  /**
   * Compares both kinds with the same real images: half of them, as the other half is what real
   * ones are.
   */
  static Nearness of(ImageSet generated, ImageSet real) {
    ImageSet some = Calibration.some(generated, MOST, 1);
    if (real.size() < 2) {
      return new Nearness(distance(some, real), OptionalDouble.empty());
    }
    var halves = Calibration.halves(real, 1);
    ImageSet others = Calibration.some(halves.get(1), MOST, 1);
    return new Nearness(
        distance(some, halves.get(0)), OptionalDouble.of(distance(others, halves.get(0))));
  }

  private static double distance(ImageSet images, ImageSet real) {
    return NearestNeighbours.of(images, real).meanDistance();
  }

  /** Returns what is to be said of them, if anything is. */
  Optional<String> warning() {
    if (real.isEmpty()) {
      return Optional.of("one real image does not tell how far others are from it");
    }
    double ratio = generated / real.getAsDouble();
    if (ratio < COPY) {
      return Optional.of(
          "the generated images are much nearer to real ones than these are to each other: they may"
              + " be copies, which add nothing");
    }
    return ratio > FOREIGN
        ? Optional.of(
            "the generated images are much farther from real ones than these are from each other:"
                + " look at them before you use them")
        : Optional.empty();
  }
}
