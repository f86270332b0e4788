package org.gan4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gan4j.report.PageData.curve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gan4j.GanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;

class RunReportTest {
  @TempDir private Path temporary;

  private RunFiction run() throws IOException {
    return RunFiction.of(temporary.resolve("run"), "mlp", 100);
  }

  private static JsonNode page(RunFiction run, Status status) throws IOException {
    RunReport report = RunReport.of(run.folder());
    report.write(report.usualFile(), status);
    return PageData.of(run.folder().resolve("report.html"));
  }

  @Test
  void aPageHasAllThatTheFolderTells() throws IOException {
    RunFiction run = run().metrics(10, 0.5).metrics(20, 0.25).grid(10).grid(20);
    run.append(
        "warnings.jsonl", "{\"step\":15,\"warning\":\"collapse\",\"message\":\"try this\"}\n");
    run.append("machine.json", "{\"processors\": 2}");
    Files.createDirectory(run.folder().resolve("checkpoints"));
    Files.createFile(run.folder().resolve("checkpoints/00000020.ckpt"));

    JsonNode page = page(run, Status.RUNNING);

    assertThat(page.path("name").asText()).isEqualTo("run");
    assertThat(page.path("status").asText()).isEqualTo("running");
    assertThat(page.path("step").asLong()).isEqualTo(20);
    assertThat(curve(page.path("metrics"), "g_loss"))
        .hasToString("{\"name\":\"g_loss\",\"steps\":[10,20],\"values\":[1.0,0.5],\"points\":2}");
    assertThat(page.path("grids")).hasSize(2);
    assertThat(page.path("grids").path(1).path("source").asText())
        .startsWith("data:image/png;base64,iVBOR");
    assertThat(page.path("warnings").path(0).path("message").asText()).isEqualTo("try this");
    assertThat(page.path("machine").path("processors").asText()).isEqualTo("2");
    assertThat(page.path("lastCheckpoint").path("file").asText())
        .isEqualTo("checkpoints/00000020.ckpt");
    assertThat(page.has("bestCheckpoint")).isFalse(); // that file is no checkpoint
    assertThat(page.path("config").path("training.seed").asText()).isEqualTo("9007199254740993");
  }

  @Test
  void aRunThatHasNothingYetHasAPage() throws IOException {
    JsonNode page = page(run().metrics(""), Status.RUNNING);

    assertThat(page.path("metrics")).isEmpty();
    assertThat(page.path("grids")).isEmpty();
    assertThat(page.path("step").asLong()).isZero();
    assertThat(page.has("lastCheckpoint")).isFalse();
  }

  @Test
  void aHalfWrittenLineIsReadWhenItIsWhole() throws IOException {
    RunFiction run = run().metrics(10, 0.5).metrics("{\"step\":20,\"d_lo");
    RunReport report = RunReport.of(run.folder());
    report.write(report.usualFile(), Status.RUNNING);
    assertThat(curve(PageData.of(report.usualFile()).path("metrics"), "d_loss").path("steps"))
        .hasToString("[10]");

    run.metrics("ss\":0.125}\n");
    report.write(report.usualFile(), Status.RUNNING);

    assertThat(curve(PageData.of(report.usualFile()).path("metrics"), "d_loss"))
        .hasToString("{\"name\":\"d_loss\",\"steps\":[10,20],\"values\":[0.5,0.125],\"points\":2}");
  }

  @Test
  void linesThatAreNoneAreLeftOut() throws IOException {
    RunFiction run = run().metrics("nonsense\n[1]\n{\"d_loss\":1}\n{\"step\":\"x\"}\n\n");

    assertThat(page(run.metrics(10, 0.5), Status.RUNNING).path("metrics").path(0).path("points"))
        .hasToString("1");
  }

  @Test
  void numbersOfMeasuresAreFoundAtAnyDepth() throws IOException {
    RunFiction run = run();
    run.append(
        "measures.jsonl",
        "{\"step\":5,\"fid\":12.5,\"by\":\"inception\",\"averaged\":{\"fid\":\"NaN\",\"deep\":{\"a\":1}}}\n");

    JsonNode measures = page(run, Status.RUNNING).path("measures");

    assertThat(measures)
        .extracting(m -> m.path("name").asText())
        .containsExactly("fid", "averaged.fid", "averaged.deep.a");
    assertThat(curve(measures, "averaged.fid").path("values")).hasToString("[\"NaN\"]");
  }

  @Test
  void noTextOfARunCanEndTheScriptOrBeHtml() throws IOException {
    String evil = "</script><script>alert(1)</script><!--<script>";
    String json = evil.replace("/", "\\/");
    RunFiction run =
        RunFiction.in(
            temporary.resolve("<b>run&\"'"), "{\"command\": \"" + json + "\", \"a<b>\": 1}");
    run.append("warnings.jsonl", "{\"step\":1,\"warning\":\"<i>\",\"message\":\"" + evil + "\"}\n");
    run.append("metrics.jsonl", "{\"step\":1,\"</script>\":1}\n");
    run.append("machine.json", "{\"processor\": \"" + evil + "\"}");

    JsonNode page = page(run, Status.STOPPED);

    assertThat(page.path("config").path("command").asText()).isEqualTo(evil);
    String html = Files.readString(run.folder().resolve("report.html"));
    assertThat(html).doesNotContain("alert(1)</script>", "<b>", "<i>", "<!--<script>");
    assertThat(html).contains("<title>&lt;b&gt;run&amp;&quot;&#39;</title>");
    assertThat(html.split("</script>", -1)).hasSize(4); // data, uPlot and its own
  }

  @Test
  void thePageNeedsNothingElse() throws IOException {
    page(run().metrics(10, 0.5).grid(10), Status.FINISHED);

    assertThat(Files.readString(temporary.resolve("run/report.html")))
        .contains("default-src 'none'", "connect-src 'none'", "Copyright (c) 2022 Leon Sorokin")
        .doesNotContainPattern("(?i)(src|href)=\"?(https?:)?//")
        .doesNotContainPattern("(?i)@import|url\\(");
  }

  @Test
  void aRunIsFinishedWhenAllItsStepsAreMade() throws IOException {
    RunFiction run = run().metrics(99, 0.5);
    assertThat(RunReport.of(run.folder()).standing()).isEqualTo(Status.STOPPED);

    run.metrics(100, 0.5);

    assertThat(RunReport.of(run.folder()).standing()).isEqualTo(Status.FINISHED);
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    RunFiction run = run();
    Files.writeString(run.folder().resolve("config.json"), "{\"model\": ");

    assertThatThrownBy(() -> page(run, Status.STOPPED))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("config.json is damaged");
    Files.delete(run.folder().resolve("config.json"));
    assertThatThrownBy(() -> page(run, Status.STOPPED))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("config.json cannot be read");
  }
}
