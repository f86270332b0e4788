package org.gan4j.cli.info;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Rows of text in columns, two spaces between them. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * {@return this, with another row; all rows have the same number of cells}
   *
   * @param cells as many as in all others
   */
  public Table row(Object... cells) {
    rows.add(IntStream.range(0, cells.length).mapToObj(i -> text(cells[i])).toList());
    return this;
  }

  /** What a file says of itself may not speak to the terminal. */
  private static String text(Object cell) {
    return String.valueOf(cell).replaceAll("\\p{Cntrl}", "?");
  }

  /**
   * Writes all rows.
   *
   * @param out where to
   */
  public void print(PrintStream out) {
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(String.format(Locale.ROOT, "%-" + width(i) + "s  ", row.get(i)));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).reduce(1, Math::max);
  }
}
