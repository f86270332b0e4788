package org.gan4j.report;

import java.nio.file.Path;
import org.gan4j.GanException;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** The page about a run: curves, samples, configuration, warnings, checkpoints. */
public final class RunReport {
  private final RunFiles files;

  private RunReport(RunFiles files) {
    this.files = files;
  }

  /**
   * {@return the report of a run}
   *
   * @param folder of the run, which has a {@code config.json} when the page is written
   */
  public static RunReport of(Path folder) {
    return new RunReport(new RunFiles(folder));
  }

  /** {@return where the page is written to unless somebody says otherwise, in the run's folder} */
  public Path usualFile() {
    return files.folder().resolve("report.html");
  }

  /**
   * {@return how a run stands that nobody trains at this moment}
   *
   * @throws GanException if its files cannot be read
   */
  public Status standing() {
    return files.complete() ? Status.FINISHED : Status.STOPPED;
  }

  /**
   * Writes the page, in place of one that may be there. What has been read before and has only
   * grown is not read again.
   *
   * @param file the page; its folder is made if it is not there
   * @param status of the run, which its files do not tell
   * @throws GanException if a file of the run cannot be read, or the page not be written
   */
  public void write(Path file, Status status) {
    Page.file(files.name(), "run", files.read(status, Pictures.within())).write(file);
  }

  /**
   * Writes all numbers of {@code metrics.jsonl} and {@code measures.jsonl} as a table with commas,
   * a line for each step that has any, in place of a file that may be there.
   *
   * @param file the table; its folder is made if it is not there
   * @throws GanException if a log cannot be read, or the table not be written
   */
  public void writeTable(Path file) {
    files.numbers().write(file);
  }

  /** Returns what a page shows that a server updates; the last one needs no server any more. */
  ObjectNode liveData(Status status) {
    Pictures pictures = status == Status.RUNNING ? Pictures.served() : Pictures.within();
    return files.read(status, pictures).put("live", true);
  }

  /** Returns the page that a server updates, and that may ask this server alone. */
  String livePage(Status status) {
    return new Page(files.name(), "run", "'self'", liveData(status)).html();
  }

  /** Returns the file of a grid of samples. */
  Path grid(String name) {
    return files.folder().resolve("samples").resolve(name);
  }
}
