package org.gan4j.cli;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.metrics.Calibration;
import org.gan4j.metrics.Evaluator;
import org.gan4j.metrics.FeatureExtractor;
import org.gan4j.metrics.ImageFeatures;
import org.gan4j.metrics.ImageStream;
import org.gan4j.metrics.LabelledFeatures;
import org.gan4j.metrics.LabelledStream;
import org.gan4j.metrics.Measures;

/**
 * Measures generators beside real images, and real images of known faults beside them, under
 * several seeds.
 *
 * @param extractor makes the features
 * @param data real images
 * @param images how many of each kind
 * @param seeds each chooses the real images, the latents and the noise
 * @param ofClasses whether images are also looked at by the classes that they were asked to be of
 */
record Evaluation(
    FeatureExtractor extractor,
    EvaluationData data,
    int images,
    ImmutableLongArray seeds,
    boolean ofClasses) {
  private static final double BLUR = 1; // pixels
  private static final double NOISE = 32; // of 255

  /** What is measured: the images of a kind under a seed. */
  interface Subject {
    ImageStream images(long seed);

    /** Returns images of some classes in turn, as many; nothing if it cannot be asked for any. */
    default Optional<ImageStream> images(long seed, ImmutableIntArray inTurn) {
      return Optional.empty();
    }
  }

  /**
   * Returns the measures of each subject under each seed, calibration last.
   *
   * @param generators what is measured, by the names that the report calls them by
   * @param gan whose streams to tell about progress on
   */
  Map<String, List<Measures>> measure(Map<String, Subject> generators, Gan gan) {
    Map<String, Subject> subjects = new LinkedHashMap<>(generators);
    subjects.putAll(calibration());
    long all = seeds.length() * (1 + subjects.size() + twice(generators.values())) * images;
    Map<String, List<Measures>> measured = new LinkedHashMap<>();
    try (ImageProgress progress = new ImageProgress(gan, "looked at", all)) {
      for (long seed : seeds.toArray()) {
        measure(subjects, seed, progress)
            .forEach(
                (name, measures) ->
                    measured.computeIfAbsent(name, key -> new ArrayList<>()).add(measures));
      }
    }
    return measured;
  }

  private Map<String, Measures> measure(
      Map<String, Subject> subjects, long seed, ImageProgress progress) {
    Function<Subject, Measures> beside =
        ofClasses ? besideClasses(seed, progress) : besideAll(seed, progress);
    Map<String, Measures> measured = new LinkedHashMap<>();
    subjects.forEach((name, subject) -> measured.put(name, beside.apply(subject)));
    return measured;
  }

  /** Where the data have more images of one class than of another. */
  private boolean isUneven() {
    return ofClasses && data.all() instanceof LabelledImages labelled && !labelled.isEven();
  }

  /** Returns how many draw images for the measures of classes alone. */
  private long twice(Collection<Subject> generators) {
    return isUneven()
        ? generators.stream()
            .filter(one -> one.images(1, ImmutableIntArray.of(0)).isPresent())
            .count()
        : 0;
  }

  private Function<Subject, Measures> besideAll(long seed, ImageProgress progress) {
    Evaluator evaluator = new Evaluator(extractor, seed);
    ImageFeatures real =
        evaluator.extract(new CountedStream(some(data.training(), seed), progress));
    return subject ->
        evaluator.compare(
            real, evaluator.extract(new CountedStream(subject.images(seed), progress)));
  }

  /** Not all images are asked to be of a class: blurred ones are not. */
  private Function<Subject, Measures> besideClasses(long seed, ImageProgress progress) {
    Evaluator evaluator = new Evaluator(extractor, seed);
    LabelledFeatures real =
        evaluator.extract(new CountedLabels(labelled(data.training(), seed), progress));
    boolean uneven = isUneven();
    return subject -> {
      ImageStream images = subject.images(seed);
      if (!(images instanceof LabelledStream labelled)) {
        return evaluator.compare(
            real.features(), evaluator.extract(new CountedStream(images, progress)));
      }
      LabelledFeatures asked = evaluator.extract(new CountedLabels(labelled, progress));
      Optional<ImageStream> asInTheData =
          uneven ? subject.images(seed, real.labels()) : Optional.empty();
      return asInTheData
          .map(all -> evaluator.extract(new CountedStream(all, progress)))
          .map(all -> evaluator.compare(real, all, asked))
          .orElseGet(() -> evaluator.compare(real, asked));
    };
  }

  private Map<String, Subject> calibration() {
    Map<String, Subject> rows = new LinkedHashMap<>();
    rows.put(
        data.othersName(),
        seed -> ofClasses ? labelled(data.others(), seed) : some(data.others(), seed));
    Optional<ImageSet> oneClass = data.oneClass();
    oneClass.ifPresent(images -> rows.put("one class of them", seed -> some(images, seed)));
    rows.put(
        "blurred by %.0f pixel".formatted(BLUR),
        seed -> some(data.spoilt(images -> Calibration.blurred(images, BLUR)), seed));
    rows.put(
        "noise of %.0f / 255".formatted(NOISE),
        seed -> some(data.spoilt(images -> Calibration.noisy(images, NOISE, seed)), seed));
    return rows;
  }

  /** Returns some images of a set, or all if there are not as many. */
  ImageStream some(ImageSet set, long seed) {
    return ImageStream.of(Calibration.some(set, images, seed));
  }

  private LabelledStream labelled(ImageSet set, long seed) {
    return LabelledStream.of(Calibration.some((LabelledImages) set, images, seed));
  }
}
