package org.gan4j.metrics;

/**
 * What measures were taken with.
 *
 * @param extractor the name of the extractor
 * @param version the version of the extractor
 * @param seed that chose the subsets of the kernel distance
 * @param real how many real images
 * @param generated how many generated images
 */
public record Origin(String extractor, String version, long seed, int real, int generated) {}
