package org.gan4j.cli.info;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import org.gan4j.data.folder.DataFile;

/** Tells about files and folders of data; asked last, it knows whatever is left. */
final class DataExplainer implements Explainer {
  @Override
  public boolean knows(Path path) {
    return true;
  }

  @Override
  public Table explain(Path path) {
    ImmutableMap<String, String> facts =
        DataFile.describe(path).orElseThrow(() -> Explainers.unknown(path));
    Table table = new Table().row("path", path);
    facts.forEach((name, fact) -> addLines(table, name, fact));
    return table;
  }

  /** A fact may be a list, a line each. */
  private static void addLines(Table table, String name, String fact) {
    String before = name;
    for (String line : Splitter.on('\n').split(fact)) {
      table.row(before, line);
      before = "";
    }
  }
}
