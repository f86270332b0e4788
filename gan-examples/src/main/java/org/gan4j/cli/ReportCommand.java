package org.gan4j.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.report.RunReport;
import org.gan4j.report.Status;
import org.gan4j.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Writes the page about a run. */
@Command(
    name = "report",
    description = "Write the page about a run: curves, samples, configuration, warnings.")
final class ReportCommand implements Runnable {
  @ParentCommand private Gan gan;

  @Parameters(paramLabel = "DIR", description = "The folder that gan train wrote.")
  private Path path;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The page, replaced if it is there (default: report.html in that folder).")
  private Path out;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description =
          "Write the numbers of metrics.jsonl and measures.jsonl as a table too, replaced if it is"
              + " there: a line a step, commas between its numbers.")
  private Path csv;

  @Override
  public void run() {
    RunFolder folder = GivenRun.open(path);
    RunReport report = RunReport.of(path);
    Optional.ofNullable(csv).ifPresent(report::writeTable);
    Path file = out == null ? report.usualFile() : out;
    report.write(file, status(folder));
    gan.out().println(file);
  }

  /** Returns how a run stands, by its lock and its files. */
  static Status status(RunFolder folder) {
    return folder.isLocked() ? Status.RUNNING : RunReport.of(folder.path()).standing();
  }
}
