package org.gan4j.engine;

import java.util.List;

/**
 * What a network computes.
 *
 * @param steps in the order of a forward pass
 * @param output the number of the value that is the network's output, see {@link Step}
 */
record Program(List<Step> steps, int output) {}
