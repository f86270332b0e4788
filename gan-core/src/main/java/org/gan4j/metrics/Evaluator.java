package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;

/**
 * Measures generated images beside real ones.
 *
 * <p>Images are read once, in batches; what is kept is four bytes for each feature: 26 MB for
 * 50,000 images of 128 features. What compares all pairs (precision, recall, density, coverage,
 * mean distance) looks at the first 10,000 images of either set, so sets have to be in no
 * particular order.
 */
public final class Evaluator {
  private static final int PAIRED = 10_000;

  private final FeatureExtractor extractor;
  private final long seed;

  /**
   * Creates an evaluator.
   *
   * @param extractor makes the features
   * @param seed chooses the subsets of the kernel distance
   */
  public Evaluator(FeatureExtractor extractor, long seed) {
    this.extractor = extractor;
    this.seed = seed;
  }

  /**
   * {@return the features of images; those of the real ones can be kept for many comparisons}
   *
   * @param images as the extractor takes them; read to their end
   * @throws IllegalArgumentException if they have another shape
   */
  public ImageFeatures extract(ImageStream images) {
    return new Extraction(extractor, images).run();
  }

  /**
   * {@return the features of images, and the classes that they are of, or are asked to be of}
   *
   * @param images as the extractor takes them; read to their end
   * @throws IllegalArgumentException if they have another shape
   */
  public LabelledFeatures extract(LabelledStream images) {
    ImageFeatures features = new Extraction(extractor, images).run();
    return new LabelledFeatures(features, images.labels(), images.classes());
  }

  /**
   * {@return all measures of generated images}
   *
   * @param real at least 6 real images
   * @param generated at least 6 generated images, best as many as real ones
   * @throws IllegalArgumentException if they have another shape, or are fewer
   */
  public Measures compare(ImageStream real, ImageStream generated) {
    return compare(extract(real), extract(generated));
  }

  /**
   * {@return all measures of generated images}
   *
   * @param real features of at least 6 real images
   * @param generated features of at least 6 generated images, best as many as real ones
   * @throws IllegalArgumentException if they are of another extractor, or fewer
   */
  public Measures compare(ImageFeatures real, ImageFeatures generated) {
    requireOwn(real);
    requireOwn(generated);
    PairMeasures pairs =
        new PairMeasures(real.points().first(PAIRED), generated.points().first(PAIRED));
    return new Measures(
        origin(real, generated),
        FrechetDistance.between(real.statistics(), generated.statistics()),
        KernelDistance.between(real.points(), generated.points(), seed),
        pairs.precisionRecall(),
        pairs.densityCoverage(),
        pairs.meanDistance(),
        classes(real, generated),
        Optional.empty());
  }

  /**
   * {@return all measures of images that were asked to be of classes, {@link ConditionalMeasures}
   * among them}
   *
   * @param real features of at least 6 real images, and the classes that they are of
   * @param generated features of at least 6 generated images, and the classes that they were asked
   *     to be of
   * @throws IllegalArgumentException if they are of another extractor, or fewer, or of another
   *     number of classes than each other, or than the extractor tells apart
   */
  public Measures compare(LabelledFeatures real, LabelledFeatures generated) {
    return compare(real, generated.features(), generated);
  }

  /**
   * {@return all measures of images that were asked to be of classes, where these are not as
   * frequent as each other among the real images: what looks at all images together looks at some
   * that were asked for as often as real ones are there, and what looks at classes at others, of
   * which there are enough of each}
   *
   * @param real features of at least 6 real images, and the classes that they are of
   * @param generated those of at least 6 generated images, whose classes are as frequent as those
   *     of the real ones
   * @param asked those of generated images, as many of each class, and the classes
   * @throws IllegalArgumentException as {@link #compare(LabelledFeatures, LabelledFeatures)}
   */
  public Measures compare(LabelledFeatures real, ImageFeatures generated, LabelledFeatures asked) {
    Measures all = compare(real.features(), generated);
    return new Measures(
        all.origin(),
        all.frechet(),
        all.kernel(),
        all.precisionRecall(),
        all.densityCoverage(),
        all.meanDistance(),
        all.classes(),
        Optional.of(ConditionalMeasures.between(real, asked)));
  }

  private void requireOwn(ImageFeatures features) {
    checkArgument(
        features.extractor().equals(extractor.name())
            && features.version().equals(extractor.version()),
        "features of %s, version %s, cannot be compared by those of %s, version %s",
        features.extractor(),
        features.version(),
        extractor.name(),
        extractor.version());
    checkArgument(
        features.points().size() > DensityCoverage.NEIGHBOURS,
        "%s images are too few to be compared: take %s at least, better thousands",
        features.points().size(),
        DensityCoverage.NEIGHBOURS + 1);
  }

  private Origin origin(ImageFeatures real, ImageFeatures generated) {
    return new Origin(
        extractor.name(),
        extractor.version(),
        seed,
        real.points().size(),
        generated.points().size());
  }

  private static Optional<ClassMeasures> classes(ImageFeatures real, ImageFeatures generated) {
    return generated.classes().map(counts -> classes(counts, real, generated));
  }

  private static ClassMeasures classes(
      ClassHistogram counts, ImageFeatures real, ImageFeatures generated) {
    return new ClassMeasures(
        generated.score().orElseThrow().value(),
        counts.covered(),
        counts.counts().length,
        counts.divergenceFromEstimated(real.classes().orElseThrow()));
  }
}
