package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * How far images that a generator was asked for are of the classes that they were asked to be of.
 * By an extractor that is no classifier, distances alone are known.
 *
 * @param each what is known of each class, in their order
 */
public record ConditionalMeasures(List<OfClass> each) {
  /**
   * Takes what is known.
   *
   * @param each of at least one class
   */
  public ConditionalMeasures {
    checkArgument(!each.isEmpty(), "measures of classes are those of one class at least");
    each = List.copyOf(each);
  }

  /**
   * What is known of one class.
   *
   * @param real how many real images were of it
   * @param generated how many images were asked to be of it
   * @param found how many of these the classifier takes for it, if there is a classifier
   * @param frechet the {@link FrechetDistance} between those of either kind, from 0, smaller is
   *     better; if there are {@link ConditionalMeasures#fewest enough} of both
   */
  public record OfClass(int real, int generated, OptionalInt found, OptionalDouble frechet) {
    /** {@return the share of those asked for that the classifier takes for it, from 0 to 1} */
    public OptionalDouble accuracy() {
      return found.isPresent() && generated > 0
          ? OptionalDouble.of((double) found.getAsInt() / generated)
          : OptionalDouble.empty();
    }
  }

  /**
   * {@return how many images of a class a distance within it needs at least: one more than there
   * are features, as the covariance of fewer has directions without any variance. It is biased
   * upwards all the same, the more the fewer there are: compare distances of equal numbers of
   * images only}
   *
   * @param dimensions how many features an image has
   */
  public static int fewest(int dimensions) {
    return dimensions + 1;
  }

  /**
   * {@return how far generated images are of their classes}
   *
   * @param real features of real images, and the classes that they are of
   * @param generated those of generated images by the same extractor, and the classes that they
   *     were asked to be of
   * @throws IllegalArgumentException if the numbers of classes differ, or the extractor tells
   *     another number of classes apart
   */
  public static ConditionalMeasures between(LabelledFeatures real, LabelledFeatures generated) {
    checkArgument(
        real.classes() == generated.classes(),
        "generated images were asked to be of %s classes, and the real ones are of %s: take those"
            + " that the generator was trained on",
        generated.classes(),
        real.classes());
    checkTold(generated);
    List<OfClass> each = new ArrayList<>();
    for (int label = 0; label < real.classes(); label++) {
      each.add(ofClass(real, generated, label));
    }
    return new ConditionalMeasures(each);
  }

  private static void checkTold(LabelledFeatures generated) {
    ImageFeatures features = generated.features();
    features
        .classes()
        .ifPresent(
            counts ->
                checkArgument(
                    counts.counts().length == generated.classes(),
                    "the extractor '%s' tells %s classes apart, and the images are of %s: take a"
                        + " classifier of these",
                    features.extractor(),
                    counts.counts().length,
                    generated.classes()));
  }

  private static OfClass ofClass(LabelledFeatures real, LabelledFeatures generated, int label) {
    int[] ofReal = real.ofClass(label);
    int[] asked = generated.ofClass(label);
    return new OfClass(
        ofReal.length,
        asked.length,
        found(generated.features(), asked, label),
        frechet(real.features().points(), ofReal, generated.features().points(), asked));
  }

  private static OptionalInt found(ImageFeatures features, int[] asked, int label) {
    return features.classes().isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(
            (int) IntStream.of(asked).filter(i -> features.mostLikely().get(i) == label).count());
  }

  private static OptionalDouble frechet(Points real, int[] some, Points generated, int[] others) {
    return Math.min(some.length, others.length) < fewest(real.dimensions())
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            FrechetDistance.between(
                GaussianStatistics.of(real.chosen(some)),
                GaussianStatistics.of(generated.chosen(others))));
  }

  /**
   * {@return the share of all images that the classifier takes for the class that was asked for,
   * from 0 to 1; if there is a classifier. Where all classes are asked for as often, a generator
   * that does not listen has one part of as many as there are classes, whatever it draws}
   */
  public OptionalDouble accuracy() {
    int all = each.stream().mapToInt(OfClass::generated).sum();
    return all > 0 && each.stream().allMatch(one -> one.found().isPresent())
        ? OptionalDouble.of(each.stream().mapToDouble(one -> one.found().getAsInt()).sum() / all)
        : OptionalDouble.empty();
  }

  /** {@return the accuracy of the class that has the lowest, if there is a classifier} */
  public OptionalDouble worstAccuracy() {
    return each.stream().map(OfClass::accuracy).flatMapToDouble(OptionalDouble::stream).min();
  }

  /** {@return the mean of the distances within classes, if each class has one} */
  public OptionalDouble frechet() {
    return each.stream().allMatch(one -> one.frechet().isPresent())
        ? each.stream().mapToDouble(one -> one.frechet().getAsDouble()).average()
        : OptionalDouble.empty();
  }

  /**
   * {@return the numbers that are known by name, always in the same order: {@code classAccuracy,
   * worstClassAccuracy, frechetWithinClasses}}
   */
  public Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    accuracy().ifPresent(value -> values.put("classAccuracy", value));
    worstAccuracy().ifPresent(value -> values.put("worstClassAccuracy", value));
    frechet().ifPresent(value -> values.put("frechetWithinClasses", value));
    return values;
  }
}
