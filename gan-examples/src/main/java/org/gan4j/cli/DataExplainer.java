package org.gan4j.cli;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import org.gan4j.data.DataFile;

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
    facts.forEach(table::row);
    return table;
  }
}
