package org.gan4j.report;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.gan4j.GanException;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * All that a run folder tells, whichever version wrote it and whoever is still writing. What grows
 * is read once. Threads take turns.
 */
final class RunFiles {
  private final Path folder;
  private final LoggedNumbers metrics;
  private final LoggedNumbers measures;
  private final WarningLines warnings;
  private final CheckpointFiles checkpoints;

  RunFiles(Path folder) {
    this.folder = folder;
    metrics = new LoggedNumbers(folder.resolve("metrics.jsonl"));
    measures = new LoggedNumbers(folder.resolve("measures.jsonl"));
    warnings = new WarningLines(folder.resolve("warnings.jsonl"));
    checkpoints = new CheckpointFiles(folder.resolve("checkpoints"));
  }

  Path folder() {
    return folder;
  }

  /** Returns whether all steps are made. */
  synchronized boolean complete() {
    metrics.update();
    long made = Math.max(metrics.lastStep(), checkpoints.lastStep());
    return made >= JsonText.read(config()).path("training").path("steps").asLong(Long.MAX_VALUE);
  }

  /**
   * Returns what a page shows.
   *
   * @throws GanException if a file cannot be read, or the configuration is missing
   */
  synchronized ObjectNode read(Status status, Pictures pictures) {
    metrics.update();
    measures.update();
    warnings.update();
    ObjectNode run = JsonText.object();
    run.put("name", name());
    run.put("status", status.word());
    run.put("updated", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    run.put("step", Math.max(metrics.lastStep(), checkpoints.lastStep()));
    Facts.add(run.putObject("config"), config());
    Facts.addIfThere(run.putObject("machine"), folder.resolve("machine.json"));
    metrics.writeTo(run.putArray("metrics"));
    measures.writeTo(run.putArray("measures"));
    warnings.writeTo(run);
    checkpoints.writeTo(run);
    pictures.writeTo(run, folder.resolve("samples"));
    return run;
  }

  /** Returns all numbers of the logs. */
  synchronized NumberTable numbers() {
    metrics.update();
    measures.update();
    NumberTable table = new NumberTable();
    metrics.writeTo(table);
    measures.writeTo(table);
    return table;
  }

  String name() {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }

  private Path config() {
    return folder.resolve("config.json");
  }
}
