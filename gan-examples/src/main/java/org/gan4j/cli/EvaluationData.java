package org.gan4j.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.metrics.Calibration;
import org.gan4j.run.DataSpec;

/**
 * Real images to compare generated ones with, and others of the same kind, to learn what measures
 * say of images that are real.
 *
 * @param all that the model was trained on
 * @param training the same, or half of it
 * @param others that the model was not trained on, or the other half
 * @param othersName what the others are called in a report
 * @param classes the names of those that the images are of; none if they are not known
 */
record EvaluationData(
    ImageSet all, ImageSet training, ImageSet others, String othersName, List<String> classes) {
  private static final long FEWEST_OF_A_CLASS = 6; // or there is nothing to compare

  private static final long HALVES_SEED = 1; // the same halves for all reports

  /**
   * Opens the data of a run in the size that the run has brought them to.
   *
   * @param data that the run was trained on
   * @param size of the run's images
   */
  static EvaluationData open(DataSpec data, ImageShape size) {
    ImageSet training = data.open(Optional.of(size));
    List<String> classes =
        training instanceof LabelledImages labelled ? data.source().classes(labelled) : List.of();
    return data.source()
        .test(size)
        .map(test -> new EvaluationData(training, training, test, "real test images", classes))
        .orElseGet(() -> halves(training, classes));
  }

  private static EvaluationData halves(ImageSet images, List<String> classes) {
    List<? extends ImageSet> halves =
        images instanceof LabelledImages labelled
            ? Calibration.halves(labelled, HALVES_SEED)
            : Calibration.halves(images, HALVES_SEED);
    return new EvaluationData(
        images, halves.get(0), halves.get(1), "other half of the real images", classes);
  }

  /** Returns the others, if the model was not trained on them either. */
  Optional<ImageSet> unseen() {
    return all == training ? Optional.of(others) : Optional.empty();
  }

  /** Returns how many images of either kind there can be in a comparison. */
  int most() {
    return Math.min(training.size(), others.size());
  }

  /** Returns the others after something was done to them that a measure should notice. */
  ImageSet spoilt(UnaryOperator<ImageSet> how) {
    return how.apply(others);
  }

  /** Returns whether all images are of the classes of these names. */
  boolean isOf(List<String> names) {
    return classes.equals(names)
        && Stream.of(all, training, others)
            .allMatch(set -> set instanceof LabelledImages of && of.classes() == names.size());
  }

  /** Returns others of the first class, where classes are known and this one has enough of them. */
  Optional<ImageSet> oneClass() {
    return unseen().orElse(null) instanceof LabelledImages labelled
            && hasEnoughOfTheFirstClass(labelled)
        ? Optional.of(Calibration.only(labelled, 0))
        : Optional.empty();
  }

  private static boolean hasEnoughOfTheFirstClass(LabelledImages images) {
    return IntStream.range(0, images.size()).filter(i -> images.label(i) == 0).count()
        >= FEWEST_OF_A_CLASS;
  }
}
