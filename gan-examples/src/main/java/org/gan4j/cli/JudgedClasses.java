package org.gan4j.cli;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.Ints;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gan4j.LatentSpace;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.metrics.Calibration;
import org.gan4j.metrics.ConditionalMeasures;
import org.gan4j.metrics.Evaluator;
import org.gan4j.metrics.ImageFeatures;
import org.gan4j.metrics.ImageStream;
import org.gan4j.run.RunConfig;

/**
 * The classes of a run whose generator draws those that it is asked for, where they can be judged.
 *
 * @param real images to compare with
 * @param even whether the data that they are from have about as many images of each class
 * @param space what the generator's latents are
 * @param names of the classes
 * @param features of one image
 */
record JudgedClasses(
    LabelledImages real,
    boolean even,
    LatentSpace space,
    List<String> names,
    ImageFeatures features) {
  /** What is measured of such runs alone. */
  static final Set<String> MEASURES =
      Set.of("classAccuracy", "worstClassAccuracy", "frechetWithinClasses");

  /**
   * Returns the classes of a run, if it has some and they are those that images are looked at by.
   *
   * @param images that the run is trained on
   * @param count how many of them are compared with
   * @param seed decides which
   */
  static Optional<JudgedClasses> of(
      RunConfig config, ImageSet images, int count, long seed, Evaluator evaluator) {
    if (!config.drawsTheDatasClasses() || !(images instanceof LabelledImages labelled)) {
      return Optional.empty();
    }
    ImageFeatures one = evaluator.extract(ImageStream.of(Calibration.some(images, 1, 0)));
    LabelledImages real = Calibration.some(labelled, count, seed);
    return Optional.of(
            new JudgedClasses(real, labelled.isEven(), config.latentSpace(), config.classes(), one))
        .filter(JudgedClasses::areThoseOfTheExtractor);
  }

  private boolean areThoseOfTheExtractor() {
    return features.classes().stream().allMatch(told -> told.counts().length == space.classes());
  }

  /** Returns the classes of the images that are measured together; none for all in turn. */
  ImmutableIntArray inTurn() {
    return even ? ImmutableIntArray.of() : real.labels();
  }

  /** Returns whether a measure of classes can be taken at each look. */
  boolean give(String measure) {
    return measure.equals("frechetWithinClasses")
        ? fewestOfAClass() >= ConditionalMeasures.fewest(features.points().dimensions())
        : features.classes().isPresent();
  }

  private int fewestOfAClass() {
    return Math.min(drawnOfEach(), Ints.min(real.counts().toArray()));
  }

  /** Returns how many images of each class are drawn at least. */
  int drawnOfEach() {
    return real.size() / space.classes();
  }
}
