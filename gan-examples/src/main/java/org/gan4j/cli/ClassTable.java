package org.gan4j.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.gan4j.cli.info.Table;
import org.gan4j.metrics.ConditionalMeasures;
import org.gan4j.metrics.ConditionalMeasures.OfClass;
import org.gan4j.metrics.Measures;
import org.gan4j.metrics.Spread;

/**
 * What was measured of each class.
 *
 * @param names of the classes
 * @param measured under each seed
 */
record ClassTable(List<String> names, List<ConditionalMeasures> measured) {
  /** Returns what was measured of each class, if it was under each seed. */
  static Optional<ClassTable> of(List<String> names, List<Measures> measures) {
    List<ConditionalMeasures> measured =
        measures.stream().flatMap(one -> one.conditional().stream()).toList();
    return measured.isEmpty() ? Optional.empty() : Optional.of(new ClassTable(names, measured));
  }

  /**
   * Writes a row for each class, and one for all.
   *
   * @param floor the same of real images
   */
  void print(PrintStream out, Optional<ClassTable> floor) {
    Table table = new Table();
    table.row("class", "images", "accuracy", "Fréchet", "accuracy of real", "Fréchet of real");
    for (int i = 0; i < names.size(); i++) {
      int label = i;
      table.row(
          names.get(i),
          EvaluationReport.count(first().each().get(i).generated()),
          cell(accuracy(label)),
          cell(frechet(label)),
          cell(floor.flatMap(real -> real.accuracy(label))),
          cell(floor.flatMap(real -> real.frechet(label))));
    }
    table.row(
        "all",
        EvaluationReport.count(first().each().stream().mapToInt(OfClass::generated).sum()),
        cell(spread(ConditionalMeasures::accuracy)),
        cell(spread(ConditionalMeasures::frechet)),
        cell(floor.flatMap(real -> real.spread(ConditionalMeasures::accuracy))),
        cell(floor.flatMap(real -> real.spread(ConditionalMeasures::frechet))));
    table.print(out);
    if (spread(ConditionalMeasures::frechet).isEmpty()) {
      out.println(
          "The Fréchet distance within a class takes more images of it than there are features: for"
              + " those without one give more --images, or real images with more of them.");
    }
  }

  private ConditionalMeasures first() {
    return measured.get(0);
  }

  private Optional<Spread> accuracy(int label) {
    return spread(one -> one.each().get(label).accuracy());
  }

  private Optional<Spread> frechet(int label) {
    return spread(one -> one.each().get(label).frechet());
  }

  /** Over all seeds, if each has the number. */
  private Optional<Spread> spread(Function<ConditionalMeasures, OptionalDouble> number) {
    List<OptionalDouble> numbers = measured.stream().map(number).toList();
    return numbers.stream().allMatch(OptionalDouble::isPresent)
        ? Optional.of(
            Spread.of(numbers.stream().mapToDouble(OptionalDouble::getAsDouble).toArray()))
        : Optional.empty();
  }

  private static String cell(Optional<Spread> spread) {
    return spread.map(EvaluationReport::cell).orElse("-");
  }

  /** Returns the numbers of each class, by their names. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("images", first().each().get(i).generated());
      accuracy(i).ifPresent(spread -> one.put("accuracy", EvaluationReport.spreadOf(spread)));
      frechet(i).ifPresent(spread -> one.put("frechet", EvaluationReport.spreadOf(spread)));
      json.put(names.get(i), one);
    }
    return json;
  }
}
