package org.gan4j.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
 * @param classes the names of the classes that the generator was asked for; none where that is not
 *     measured
 * @param learnt what classifiers know that have learnt of images, which is seldom asked for
 */
record EvaluationReport(
    String run,
    long step,
    String data,
    String floor,
    Map<String, List<Measures>> rows,
    List<String> classes,
    List<LearntFrom> learnt) {
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
    ofClasses(rows.values().iterator().next()).ifPresent(each -> print(each, out));
    if (!learnt.isEmpty()) {
      out.println();
      learnt.forEach(one -> out.println(one.sentence()));
    }
  }

  private void print(ClassTable table, PrintStream out) {
    out.printf(
        "%nImages that a class was asked of: the share that is taken for it, and the Fréchet distance"
            + " within it, beside the %s:%n%n",
        floor);
    table.print(out, ofClasses(rows.get(floor)));
  }

  private Optional<ClassTable> ofClasses(List<Measures> measures) {
    return ClassTable.of(classes, measures);
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
    return count(measures.get(0).origin().generated());
  }

  static String count(long images) {
    return String.format(Locale.ROOT, "%,d", images);
  }

  private List<String> cells(List<Measures> measures) {
    Map<String, Spread> spreads = Measures.spread(measures);
    return columns().stream().map(column -> cell(spreads.get(column))).toList();
  }

  static String cell(Spread spread) {
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
    if (!learnt.isEmpty()) {
      json.put("learnt", learnt.stream().map(LearntFrom::json).toList());
    }
    return Json.text(json);
  }

  private Map<String, Object> json(List<Measures> measures) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("images", measures.get(0).origin().generated());
    Measures.spread(measures).forEach((name, spread) -> json.put(name, spreadOf(spread)));
    ofClasses(measures).ifPresent(table -> json.put("classes", table.json()));
    return json;
  }

  /** JSON knows no NaN. */
  static Map<String, Double> spreadOf(Spread spread) {
    Map<String, Double> json = new LinkedHashMap<>();
    json.put("mean", spread.mean());
    if (spread.count() > 1) {
      json.put("standardDeviation", spread.standardDeviation());
    }
    return json;
  }
}
