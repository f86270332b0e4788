package org.gan4j.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.gan4j.cli.info.Table;
import org.gan4j.metrics.Measures;
import org.gan4j.metrics.Origin;
import org.gan4j.metrics.Spread;
import org.gan4j.run.Json;
import org.nd4j.shade.jackson.core.JsonProcessingException;

/**
 * What was measured, for people and for programs.
 *
 * @param run where the generator is from
 * @param step after how many steps
 * @param data that it was trained on
 * @param floor the row of real images
 * @param rows the measures under each seed, by what was measured
 */
record EvaluationReport(
    String run, long step, String data, String floor, Map<String, List<Measures>> rows) {
  private static final List<String> COLUMNS =
      List.of(
          "frechet",
          "kernel",
          "precision",
          "recall",
          "density",
          "coverage",
          "meanDistance",
          "classifierScore",
          "classesCovered",
          "classDivergence");

  private static final List<String> HEADINGS =
      List.of(
          "Fréchet",
          "kernel",
          "precision",
          "recall",
          "density",
          "coverage",
          "distance",
          "score",
          "classes",
          "divergence");

  void print(PrintStream out) {
    Origin origin = origin();
    out.printf(
        "%s, step %,d, beside %,d training images of %s; by %s (version %s), seeds %s%n%n",
        run, step, origin.real(), data, origin.extractor(), origin.version(), seedWords());
    Table table = new Table();
    table.row(row("", "images", columns().stream().map(this::heading).toList()));
    rows.forEach((name, measures) -> table.row(row(name, images(measures), cells(measures))));
    table.print(out);
    out.printf(
        Locale.ROOT,
        "%nThe Fréchet distance of the first row is %.1f times that of the %s.%n",
        frechet(rows.keySet().iterator().next()) / frechet(floor),
        floor);
  }

  private double frechet(String row) {
    return Measures.spread(rows.get(row)).get("frechet").mean();
  }

  private Origin origin() {
    return rows.values().iterator().next().get(0).origin();
  }

  private LongStream seeds() {
    return rows.values().iterator().next().stream().mapToLong(m -> m.origin().seed());
  }

  private String seedWords() {
    return seeds().mapToObj(String::valueOf).collect(joining(", "));
  }

  /** Extractors that are no classifiers give no classes. */
  private List<String> columns() {
    Map<String, Double> measured = rows.values().iterator().next().get(0).values();
    return COLUMNS.stream().filter(measured::containsKey).toList();
  }

  private String heading(String column) {
    return HEADINGS.get(COLUMNS.indexOf(column));
  }

  private static Object[] row(String name, Object images, List<String> cells) {
    Object[] row = new Object[cells.size() + 2];
    row[0] = name;
    row[1] = images;
    for (int i = 0; i < cells.size(); i++) {
      row[i + 2] = cells.get(i);
    }
    return row;
  }

  private static String images(List<Measures> measures) {
    return String.format(Locale.ROOT, "%,d", measures.get(0).origin().generated());
  }

  private List<String> cells(List<Measures> measures) {
    Map<String, Spread> spreads = Measures.spread(measures);
    return columns().stream().map(column -> cell(spreads.get(column))).toList();
  }

  private static String cell(Spread spread) {
    String mean = number(spread.mean());
    return spread.count() < 2 ? mean : mean + " ± " + number(spread.standardDeviation());
  }

  /** Three figures, as none of the measures is good for more. */
  private static String number(double value) {
    return Math.abs(value) >= 100
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.3f", value);
  }

  /** Returns everything as JSON. */
  String json() throws JsonProcessingException {
    Origin origin = origin();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", run);
    json.put("step", step);
    json.put("data", data);
    json.put("extractor", origin.extractor());
    json.put("version", origin.version());
    json.put("seeds", seeds().toArray());
    json.put("realImages", origin.real());
    Map<String, Object> measured = new LinkedHashMap<>();
    rows.forEach((name, measures) -> measured.put(name, json(measures)));
    json.put("measures", measured);
    return Json.text(json);
  }

  private static Map<String, Object> json(List<Measures> measures) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("images", measures.get(0).origin().generated());
    Measures.spread(measures).forEach((name, spread) -> json.put(name, spreadOf(spread)));
    return json;
  }

  /** JSON knows no NaN. */
  private static Map<String, Double> spreadOf(Spread spread) {
    Map<String, Double> json = new LinkedHashMap<>();
    json.put("mean", spread.mean());
    if (spread.count() > 1) {
      json.put("standardDeviation", spread.standardDeviation());
    }
    return json;
  }
}
