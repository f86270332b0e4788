package org.gan4j.cli;

import java.nio.file.Path;
import java.util.List;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.report.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Writes a page about several runs. */
@Command(
    name = "compare",
    description = "Write a page about several runs: curves, last samples, what they differ in.")
final class CompareCommand implements Runnable {
  @ParentCommand private Gan gan;

  @Parameters(
      arity = "2..*",
      paramLabel = "DIR",
      description = "The folders that gan train wrote, two at least.")
  private List<Path> paths;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "compare.html",
      description = "The page, replaced if it is there (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Override
  public void run() {
    Comparison.write(out, paths.stream().map(CompareCommand::entry).toList());
    gan.out().println(out);
  }

  private static Comparison.Entry entry(Path path) {
    return new Comparison.Entry(path, ReportCommand.status(GivenRun.open(path)));
  }
}
