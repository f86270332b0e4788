package org.gan4j.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gan4j.GanException;
import org.gan4j.file.WholeFile;

/**
 * Numbers by step and name, and the table of them as RFC 4180 describes it: a line of names, of
 * which the first is {@code step}, and a line for each step, empty where it has no such number.
 */
final class NumberTable {
  private final Set<String> names = new LinkedHashSet<>();
  private final Map<Long, Map<String, Double>> rows = new TreeMap<>();

  void put(long step, String name, double value) {
    names.add(name);
    rows.computeIfAbsent(step, s -> new TreeMap<>()).put(name, value);
  }

  /**
   * Writes the table, in place of a file that may be there.
   *
   * @throws GanException if it cannot be written
   */
  void write(Path file) {
    try {
      WholeFile.makeFolderOf(file);
      WholeFile.write(file, this::writeTo);
    } catch (IOException e) {
      throw new GanException(
          "the table %s cannot be written (%s): give a file that you may write to"
              .formatted(file, e),
          e);
    }
  }

  private void writeTo(OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    text.write(line("step", names.stream()));
    for (Map.Entry<Long, Map<String, Double>> row : rows.entrySet()) {
      text.write(line(row.getKey().toString(), numbers(row.getValue())));
    }
    text.flush();
  }

  private Stream<String> numbers(Map<String, Double> row) {
    return names.stream().map(name -> row.containsKey(name) ? row.get(name).toString() : "");
  }

  private static String line(String first, Stream<String> others) {
    return Stream.concat(Stream.of(first), others)
            .map(NumberTable::cell)
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  private static String cell(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
