package org.gan4j.cli;

import com.google.common.base.Ticker;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.gan4j.GanException;
import org.gan4j.file.WholeFile;
import org.gan4j.report.LiveServer;
import org.gan4j.report.RunReport;
import org.gan4j.report.Status;
import org.gan4j.run.Json;
import org.gan4j.run.RunFolder;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;

/**
 * Writes the page about a run now and then, and after its end, when all else is written; serves it
 * meanwhile if wanted. A page that cannot be written ends no run.
 */
final class Reporting implements RunListener {
  private final RunFolder folder;
  private final RunReport report;
  private final long steps;
  private final OptionalInt port;
  private final PrintStream err;
  private final ReportInterval pace;
  private Optional<LiveServer> server = Optional.empty();
  private boolean told;

  /**
   * @param steps that the run is to make in all
   * @param port to serve the page on, 0 for any that is free; empty for none
   * @param err is told the address, and the first failure
   */
  Reporting(RunFolder folder, long steps, OptionalInt port, PrintStream err, Ticker clock) {
    this.folder = folder;
    this.report = RunReport.of(folder.path());
    this.steps = steps;
    this.port = port;
    this.err = err;
    this.pace = new ReportInterval(clock);
  }

  /**
   * Writes down what the run is trained on.
   *
   * @throws GanException if the page cannot be served
   */
  @Override
  public void onStart(Run run) {
    if (port.isPresent()) {
      server = Optional.of(LiveServer.start(report, port.getAsInt()));
      server.ifPresent(live -> err.println("live: " + live.address()));
    }
    attempt(() -> writeMachine(folder.machine()));
    pace.start();
  }

  private static void writeMachine(Path file) {
    try {
      byte[] json = Json.text(Machine.facts()).getBytes(StandardCharsets.UTF_8);
      WholeFile.write(file, out -> out.write(json));
    } catch (IOException e) {
      throw new GanException("%s cannot be written (%s)".formatted(file, e), e);
    }
  }

  @Override
  public void onStep(Run run) {
    server.ifPresent(LiveServer::changed);
    if (pace.due()) {
      pace.time(() -> write(Status.RUNNING));
    }
  }

  @Override
  public void onEnd(Run run) {
    Status status =
        run.failed()
            ? Status.FAILED
            : run.trainer().steps() >= steps ? Status.FINISHED : Status.STOPPED;
    write(status);
    server.ifPresent(live -> live.end(status));
    server.ifPresent(LiveServer::close);
  }

  private void write(Status status) {
    attempt(() -> report.write(report.usualFile(), status));
  }

  private void attempt(Runnable writing) {
    try {
      writing.run();
    } catch (GanException e) {
      if (!told) {
        err.println("no report: " + e.getMessage());
      }
      told = true;
    }
  }
}
