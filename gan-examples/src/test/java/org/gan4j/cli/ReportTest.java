package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gan4j.cli.option.GivenRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages about runs, by the commands. */
class ReportTest {
  @TempDir private static Path temporary;
  private static Path run;
  private static Result trained;

  @BeforeAll
  static void train() {
    run = temporary.resolve("run");
    trained = train(run, "--live");
  }

  private static Result train(Path out, Object live) {
    return Result.of(
        "train", "--steps", 3, "--batch-size", 8, "--log-every", 1, "--out", out, live);
  }

  private static String html(Path page) throws IOException {
    return Files.readString(page);
  }

  @Test
  void aRunLeavesItsPageAndSaysWhereItWasServed() throws IOException {
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.err()).containsPattern("(?m)^live: http://localhost:\\d+/$");
    assertThat(html(run.resolve("report.html")))
        .contains("\"status\":\"finished\"", "\"steps\":[1,2,3]", "\"processors\":\"");
  }

  @Test
  void thePageIsMadeAnew() throws IOException {
    Path page = temporary.resolve("elsewhere/page.html");
    Result report = Result.of("report", run, "--out", page);

    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(report.out()).isEqualTo(page + System.lineSeparator());
    assertThat(html(page)).contains("\"status\":\"finished\"");
  }

  @Test
  void theNumbersAreATableToo() throws IOException {
    Path csv = temporary.resolve("tables/run.csv");
    Result report =
        Result.of("report", run, "--csv", csv, "--out", temporary.resolve("tables/run.html"));

    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(Files.readAllLines(csv)).hasSize(4);
    assertThat(Files.readAllLines(csv).get(0))
        .isEqualTo("step,images,d_loss,d_real,d_fake,g_loss,images_per_second");
    assertThat(Files.readAllLines(csv).get(3)).matches("3,24\\.0(,[0-9.E-]+){5}");
  }

  @Test
  void aRunThatTrainsIsRunningToOthers() throws IOException {
    Path page = temporary.resolve("running.html");
    GivenRun.open(run)
        .locked(() -> assertThat(Result.of("report", run, "--out", page).exitCode()).isZero());

    assertThat(html(page)).contains("\"status\":\"running\"");
  }

  @Test
  void aPageThatCannotBeWrittenEndsNoRun() throws IOException {
    Path other = temporary.resolve("other");
    assertThat(train(other, "--debug").exitCode()).isZero();
    Files.delete(other.resolve("report.html"));
    Files.createDirectory(other.resolve("report.html"));

    Result resumed = Result.of("train", "--resume", other, "--more", 1);

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.err()).containsOnlyOnce("no report: the page ");
    Result report = Result.of("report", other);
    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.err()).startsWith("gan: the page ").hasLineCount(1);
  }

  @Test
  void aPortInUseLeavesNothingBehind() throws IOException {
    Path other = temporary.resolve("none");
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String live = "--live=" + socket.getLocalPort();
      Result refused =
          Result.of(
              "train", "--steps", 3, "--batch-size", 8, "--out", other, live, "--tensorboard");

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err().lines().toList())
          .anyMatch(line -> line.startsWith("gan: the page cannot be served on port "));
    }
    assertThat(other).doesNotExist();
  }

  @Test
  void runsAreCompared() throws IOException {
    Path page = temporary.resolve("compare.html");
    Result compare = Result.of("compare", run, run, "--out", page);

    assertThat(compare.exitCode()).as(compare.err()).isZero();
    assertThat(html(page)).contains("\"runs\":[{\"name\":\"");
  }

  @Test
  void wrongArgumentsAreOneLine() {
    Path none = temporary.resolve("nothing");

    assertThat(Result.of("report", none).err())
        .startsWith("gan: there is no folder ")
        .hasLineCount(1);
    assertThat(Result.of("compare", run, none).err())
        .startsWith("gan: there is no")
        .hasLineCount(1);
    assertThat(Result.of("compare", run).err()).contains("requires at least 2").hasLineCount(1);
    assertThat(Result.of("train", "--live=70000").err())
        .contains("a port from 1 to")
        .hasLineCount(1);
  }
}
