package org.gan4j.models;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * What a run leaves behind on its way.
 *
 * @param samples images in a grid, at least 1
 * @param sampleEvery between two grids of samples of the same latents
 * @param saveEvery between two savings of the networks
 */
public record Snapshots(int samples, Interval sampleEvery, Interval saveEvery) {
  /**
   * 64 samples every 100 steps, networks every 500: what the models do whose authors say nothing.
   */
  public static final Snapshots USUAL = new Snapshots(64, Interval.steps(100), Interval.steps(500));

  /**
   * Checks the number of samples.
   *
   * @param samples at least 1
   * @param sampleEvery between two grids
   * @param saveEvery between two savings
   * @throws IllegalArgumentException if there is not one sample
   */
  public Snapshots {
    checkArgument(samples >= 1, "a grid has at least one sample, not %s", samples);
  }
}
