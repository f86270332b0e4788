package org.gan4j.report;

import java.nio.file.Path;
import java.util.List;
import org.gan4j.GanException;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** A page about several runs: their curves in the same charts, and what they differ in. */
public final class Comparison {
  private Comparison() {}

  /**
   * A run and how it stands.
   *
   * @param folder of the run
   * @param status of the run
   */
  public record Entry(Path folder, Status status) {}

  /**
   * Writes the page, in place of one that may be there.
   *
   * @param file the page; its folder is made if it is not there
   * @param runs of any models and data, each called as its folder, or as its path where folders
   *     have the same name
   * @throws GanException if a file of a run cannot be read, or the page not be written
   */
  public static void write(Path file, List<Entry> runs) {
    ObjectNode data = JsonText.object();
    ArrayNode array = data.putArray("runs");
    Pictures pictures = Pictures.last(runs.size());
    boolean sameNames = runs.stream().map(Comparison::name).distinct().count() < runs.size();
    for (Entry entry : runs) {
      ObjectNode run = new RunFiles(entry.folder()).read(entry.status(), pictures);
      array.add(run.put("name", sameNames ? entry.folder().toString() : name(entry)));
    }
    Page.file("%d runs".formatted(runs.size()), "compare", data).write(file);
  }

  private static String name(Entry entry) {
    return new RunFiles(entry.folder()).name();
  }
}
