package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All measures of a set of generated images.
 *
 * @param origin what they were taken with; measures of different extractors cannot be compared, and
 *     Fréchet distances of different numbers of images neither
 * @param frechet the {@link FrechetDistance}, from 0; smaller is better
 * @param kernel the kernel distance; smaller is better
 * @param precisionRecall by the first 10,000 images of either set
 * @param densityCoverage by the first 10,000 images of either set
 * @param meanDistance the {@link MeanDistance} of the features of the first 10,000 generated
 *     images; best about as large as that of real ones
 * @param classes what the extractor says of them, if it is a classifier
 * @param conditional how far they are of the classes that they were asked to be of, if they were
 */
public record Measures(
    Origin origin,
    double frechet,
    KernelDistance kernel,
    PrecisionRecall precisionRecall,
    DensityCoverage densityCoverage,
    double meanDistance,
    Optional<ClassMeasures> classes,
    Optional<ConditionalMeasures> conditional) {
  /**
   * {@return the numbers by name, always in the same order: {@code frechet, kernel,
   * kernelStandardError, precision, recall, density, coverage, meanDistance}, and of a classifier
   * {@code classifierScore, classesCovered, classDivergence}; then {@link
   * ConditionalMeasures#values} of images that were asked to be of classes}
   */
  public Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("frechet", frechet);
    values.put("kernel", kernel.value());
    values.put("kernelStandardError", kernel.standardError());
    values.put("precision", precisionRecall.precision());
    values.put("recall", precisionRecall.recall());
    values.put("density", densityCoverage.density());
    values.put("coverage", densityCoverage.coverage());
    values.put("meanDistance", meanDistance);
    classes.ifPresent(classes -> put(classes, values));
    conditional.ifPresent(measures -> values.putAll(measures.values()));
    return values;
  }

  private static void put(ClassMeasures classes, Map<String, Double> values) {
    values.put("classifierScore", classes.score());
    values.put("classesCovered", (double) classes.covered());
    values.put("classDivergence", classes.divergence());
  }

  /**
   * {@return the spread of each of {@link #values()} over several runs, in the same order; of those
   * that each run has}
   *
   * @param runs measures of the same extractor and the same numbers of images, at least one; three
   *     seeds of a training are usual
   * @throws IllegalArgumentException if there is none, or they cannot be compared
   */
  public static Map<String, Spread> spread(List<Measures> runs) {
    checkArgument(!runs.isEmpty(), "a spread needs the measures of at least one run");
    Measures first = runs.get(0);
    runs.forEach(first::requireComparable);
    Map<String, Spread> spreads = new LinkedHashMap<>();
    List<Map<String, Double>> values = runs.stream().map(Measures::values).toList();
    for (String name : values.get(0).keySet()) {
      if (values.stream().allMatch(one -> one.containsKey(name))) {
        spreads.put(name, Spread.of(values.stream().mapToDouble(one -> one.get(name)).toArray()));
      }
    }
    return spreads;
  }

  private void requireComparable(Measures other) {
    Origin same =
        new Origin(
            origin.extractor(),
            origin.version(),
            other.origin.seed(),
            origin.real(),
            origin.generated());
    checkArgument(
        same.equals(other.origin),
        "runs measured with %s and with %s cannot be compared: take the same extractor and as many"
            + " images",
        origin,
        other.origin);
  }
}
