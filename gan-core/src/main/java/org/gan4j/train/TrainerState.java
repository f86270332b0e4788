package org.gan4j.train;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;

/**
 * Where a trainer stands, beside its networks.
 *
 * @param steps that have been made
 * @param imagesSeen real images that the discriminator has been trained on
 * @param positions of what is drawn: {@code latents}, {@code labels}, {@code images}, and the noise
 *     of {@code generator} and {@code discriminator}; see {@link org.gan4j.Resumable}
 */
public record TrainerState(long steps, long imagesSeen, Map<String, Long> positions) {
  /**
   * Checks the numbers.
   *
   * @param steps at least 0
   * @param imagesSeen at least 0
   * @param positions each at least 0
   * @throws IllegalArgumentException if one is negative
   */
  public TrainerState {
    checkArgument(steps >= 0, "steps are 0 or more, not %s", steps);
    checkArgument(imagesSeen >= 0, "images seen are 0 or more, not %s", imagesSeen);
    positions.forEach(
        (name, position) ->
            checkArgument(
                position >= 0, "the position of %s is 0 or more, not %s", name, position));
    positions = ImmutableSortedMap.copyOf(positions);
  }
}
