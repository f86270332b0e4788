package org.gan4j.cli.option;

import java.util.List;
import org.gan4j.loss.GradientPenalty;

/**
 * Gradient penalties as an option says them: {@code r1:0.5}, {@code r1:0.5,r2:0.5}, {@code none}.
 *
 * @param all one behind the other
 */
public record AskedPenalties(List<GradientPenalty> all) {
  /** Understands them. */
  public static final class Converter extends ParsedConverter<AskedPenalties> {
    /** Makes a converter. */
    public Converter() {
      super(text -> new AskedPenalties(GradientPenalty.parseAll(text)));
    }
  }
}
