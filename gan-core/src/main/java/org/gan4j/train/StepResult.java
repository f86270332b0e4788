package org.gan4j.train;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one training step gave.
 *
 * @param step which step, counted from 1
 * @param imagesSeen real images that were trained on so far
 * @param numbers by name, in the order in which they came up; of a {@link
 *     org.gan4j.game.GanTrainer} {@code d_loss} (the last discriminator update's loss, the mean of
 *     real and fake), {@code g_loss} (the last generator update's), {@code d_real} and {@code
 *     d_fake} (the mean judgements of real and of generated images, D(x) and D(G(z)): probabilities
 *     with a logistic loss)
 */
public record StepResult(long step, long imagesSeen, Map<String, Double> numbers) {
  /**
   * Copies the numbers.
   *
   * @param step counted from 1
   * @param imagesSeen real images
   * @param numbers by name
   */
  public StepResult {
    numbers = ImmutableMap.copyOf(numbers);
  }

  /**
   * {@return a number, if the step gave it}
   *
   * @param name for example {@code d_loss}
   */
  public OptionalDouble number(String name) {
    Double number = numbers.get(name);
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
