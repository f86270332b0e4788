package org.gan4j.cli.option;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An option that is a text of its own kind; what its reader says of a wrong one is said of the
 * option.
 *
 * @param <T> what the text says
 */
class ParsedConverter<T> implements ITypeConverter<T> {
  private final Function<String, T> reader;

  /**
   * Makes a converter.
   *
   * @param reader throws an {@link IllegalArgumentException} that says what is wrong
   */
  ParsedConverter(Function<String, T> reader) {
    this.reader = reader;
  }

  @Override
  public T convert(String value) {
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
