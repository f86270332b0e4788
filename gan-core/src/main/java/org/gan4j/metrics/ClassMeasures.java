package org.gan4j.metrics;

/**
 * What a classifier says of generated images.
 *
 * @param score the {@link ClassifierScore}, from 1 to {@code classes}; higher is better
 * @param covered how many classes occur among the generated images
 * @param classes how many classes there are
 * @param divergence of their histogram {@linkplain ClassHistogram#divergenceFrom from that of the
 *     real images}, in nats; smaller is better
 */
public record ClassMeasures(double score, int covered, int classes, double divergence) {}
