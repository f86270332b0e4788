package org.gan4j.game;

import org.gan4j.SampleShape;
import org.gan4j.ValueRange;
import org.gan4j.data.Batching;

/**
 * What a game takes of the real world.
 *
 * @param shape of its samples
 * @param range of their values
 * @param batching how they are drawn from a set
 * @param size how many at a time
 */
public record RealBatches(SampleShape shape, ValueRange range, Batching batching, int size) {}
