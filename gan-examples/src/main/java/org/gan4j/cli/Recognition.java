package org.gan4j.cli;

import java.util.Locale;
import java.util.Optional;
import org.gan4j.data.ImageSet;
import org.gan4j.metrics.Calibration;
import org.gan4j.metrics.Evaluator;
import org.gan4j.metrics.FeatureExtractor;
import org.gan4j.metrics.ImageStream;

/**
 * Which share of images of a class a classifier takes for it.
 *
 * @param classifier its name
 * @param generated of images that were asked to be of the class
 * @param real of those that are
 */
record Recognition(String classifier, double generated, double real) {
  private static final int MOST = 1000; // of either kind: the share is then good to 1 or 2 %
  private static final double LOW = 0.8;

  static Recognition of(FeatureExtractor classifier, ImageSet generated, ImageSet real, int label) {
    return new Recognition(
        classifier.name(), share(classifier, generated, label), share(classifier, real, label));
  }

  private static double share(FeatureExtractor classifier, ImageSet images, int label) {
    var taken =
        new Evaluator(classifier, 1)
            .extract(ImageStream.of(Calibration.some(images, MOST, 1)))
            .mostLikely();
    return (double) taken.stream().filter(best -> best == label).count() / taken.length();
  }

  /** Returns a share as people read it. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** Returns what is to be said of them, if anything is. */
  Optional<String> warning() {
    return generated < LOW
        ? Optional.of(
            "%s takes only %s of the generated images for it, and %s of real ones: look at them"
                    .formatted(classifier, percent(generated), percent(real))
                + " before you use them")
        : Optional.empty();
  }
}
