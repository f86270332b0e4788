package org.gan4j.cli.option;

import java.util.Arrays;
import org.gan4j.Latents;
import org.gan4j.data.Batching;
import org.gan4j.game.UpdateScheme;
import org.gan4j.models.Words;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An option that is one of some constants, written as {@link Words}.
 *
 * @param <E> their type
 */
public class WordConverter<E extends Enum<E>> implements ITypeConverter<E> {
  private final E[] constants;

  /**
   * Makes a converter.
   *
   * @param constants to choose from
   */
  protected WordConverter(E[] constants) {
    this.constants = constants.clone();
  }

  @Override
  public E convert(String value) {
    return Words.find(constants, value)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "one of %s is expected, not '%s'%s"
                        .formatted(Words.list(constants), value, near(value))));
  }

  private String near(String value) {
    return Words.nearest(value, Arrays.stream(constants).map(Words::of).toList())
        .map("; did you mean %s?"::formatted)
        .orElse("");
  }

  /** Distributions of latents. */
  static final class OfLatents extends WordConverter<Latents> {
    OfLatents() {
      super(Latents.values());
    }
  }

  /** Ways to draw batches. */
  static final class OfBatching extends WordConverter<Batching> {
    OfBatching() {
      super(Batching.values());
    }
  }

  /** Ways to update the discriminator. */
  static final class OfScheme extends WordConverter<UpdateScheme> {
    OfScheme() {
      super(UpdateScheme.values());
    }
  }
}
