package org.gan4j.cli.option;

import java.util.List;
import org.gan4j.loss.GradientPenalty;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Gradient penalties as an option says them: {@code r1:0.5}, {@code r1:0.5,r2:0.5}, {@code none}.
 *
 * @param all one behind the other
 */
public record AskedPenalties(List<GradientPenalty> all) {
  /** Understands them. */
  public static final class Converter implements ITypeConverter<AskedPenalties> {
    @Override
    public AskedPenalties convert(String value) {
      try {
        return new AskedPenalties(GradientPenalty.parseAll(value));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
