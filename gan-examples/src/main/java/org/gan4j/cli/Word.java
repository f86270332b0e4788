package org.gan4j.cli;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import org.gan4j.Latents;
import org.gan4j.data.Batching;
import org.gan4j.train.UpdateScheme;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Constants as the command line writes them: {@code IN_ORDER} is {@code in-order}. */
final class Word {
  private Word() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

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
    return Arrays.stream(constants)
        .filter(constant -> of(constant).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "one of %s is expected, not '%s'".formatted(list(constants), value)));
  }

  private static String list(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Word::of).collect(joining(", "));
  }
}
