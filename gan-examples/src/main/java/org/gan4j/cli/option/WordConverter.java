package org.gan4j.cli.option;

import java.util.Arrays;
import org.gan4j.Latents;
import org.gan4j.data.Batching;
import org.gan4j.game.UpdateScheme;
import org.gan4j.models.Words;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are constants, written as {@link Words}. */
final class WordConverter {
  private WordConverter() {}

  /** Distributions of latents. */
  static final class OfLatents implements ITypeConverter<Latents> {
    @Override
    public Latents convert(String value) {
      return parse(value, Latents.values());
    }
  }

  /** Ways to draw batches. */
  static final class OfBatching implements ITypeConverter<Batching> {
    @Override
    public Batching convert(String value) {
      return parse(value, Batching.values());
    }
  }

  /** Ways to update the discriminator. */
  static final class OfScheme implements ITypeConverter<UpdateScheme> {
    @Override
    public UpdateScheme convert(String value) {
      return parse(value, UpdateScheme.values());
    }
  }

  private static <E extends Enum<E>> E parse(String value, E[] constants) {
    return Words.find(constants, value)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "one of %s is expected, not '%s'%s"
                        .formatted(Words.list(constants), value, near(value, constants))));
  }

  private static String near(String value, Enum<?>[] constants) {
    return Words.nearest(value, Arrays.stream(constants).map(Words::of).toList())
        .map("; did you mean %s?"::formatted)
        .orElse("");
  }
}
