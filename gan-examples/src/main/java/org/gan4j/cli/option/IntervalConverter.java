package org.gan4j.cli.option;

import org.gan4j.models.Interval;

/** Understands {@code 100}, {@code 100steps}, {@code 1epoch}. */
final class IntervalConverter extends ParsedConverter<Interval> {
  IntervalConverter() {
    super(Interval::parse);
  }
}
