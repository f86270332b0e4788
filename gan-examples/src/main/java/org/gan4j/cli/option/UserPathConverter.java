package org.gan4j.cli.option;

import java.nio.file.Path;
import org.gan4j.run.UserPath;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are paths, as {@link UserPath} reads them. */
public final class UserPathConverter implements ITypeConverter<Path> {
  @Override
  public Path convert(String value) {
    try {
      return UserPath.of(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
