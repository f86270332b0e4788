package org.gan4j.draw;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Instant;
import java.util.Optional;

/**
 * How a generator was made.
 *
 * @param model the name of the networks, for example {@code mlp}
 * @param data what it was trained on, for example {@code mnist}
 * @param steps how many it was trained, 0 or more
 * @param seed of the training
 * @param averaged whether it is the moving average over the steps, and not the generator as it was
 *     after the last one
 * @param created when
 * @param version of gan4j
 * @param recipe how it was trained, a JSON object, if that is known; space between its parts is not
 *     kept
 */
public record Provenance(
    String model,
    String data,
    long steps,
    long seed,
    boolean averaged,
    Instant created,
    String version,
    Optional<String> recipe) {
  /**
   * Checks the steps and the recipe.
   *
   * @param model the name of the networks
   * @param data what it was trained on
   * @param steps 0 or more
   * @param seed of the training
   * @param averaged whether it is the moving average over the steps
   * @param created when
   * @param version of gan4j
   * @param recipe a JSON object
   * @throws IllegalArgumentException if {@code steps} is negative, or the recipe is no JSON object
   */
  public Provenance {
    checkArgument(steps >= 0, "a number of steps is 0 or more, not %s", steps);
    recipe = recipe.map(text -> ArtefactFields.parse(text).json());
  }
}
