package org.gan4j.metrics;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Optional;

/**
 * What measures need of a set of images: much less than the images, and read once.
 *
 * @param extractor the name of the extractor
 * @param version the version of the extractor
 * @param points the features
 * @param statistics mean and covariance of the features
 * @param score of all images, if the extractor is a classifier
 * @param classes the most likely class of each image, counted, if the extractor is a classifier
 * @param mostLikely the most likely class of each image, in their order; none if the extractor is
 *     no classifier
 */
public record ImageFeatures(
    String extractor,
    String version,
    Points points,
    GaussianStatistics statistics,
    Optional<ClassifierScore> score,
    Optional<ClassHistogram> classes,
    ImmutableIntArray mostLikely) {}
