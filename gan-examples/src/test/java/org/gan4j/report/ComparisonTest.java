package org.gan4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;

class ComparisonTest {
  @TempDir private Path folder;

  @Test
  void runsInFoldersOfDifferentNamesAreCalledByThem() throws IOException {
    Path one = RunFiction.of(folder.resolve("one"), "mlp", 20).folder();
    Path two = RunFiction.of(folder.resolve("two"), "mlp", 20).folder();
    Path page = folder.resolve("compare.html");

    Comparison.write(
        page,
        List.of(
            new Comparison.Entry(one, Status.STOPPED), new Comparison.Entry(two, Status.STOPPED)));

    assertThat(PageData.of(page).path("runs"))
        .extracting(run -> run.path("name").asText())
        .containsExactly("one", "two");
  }

  @Test
  void runsOfDifferentModelsShareAPage() throws IOException {
    Path one =
        RunFiction.of(folder.resolve("a/run"), "mlp", 20).metrics(10, 1).grid(5).grid(10).folder();
    Path two = RunFiction.of(folder.resolve("b/run"), "dcgan", 20).folder();
    Path page = folder.resolve("pages/compare.html");

    Comparison.write(
        page,
        List.of(
            new Comparison.Entry(one, Status.STOPPED), new Comparison.Entry(two, Status.RUNNING)));

    JsonNode runs = PageData.of(page).path("runs");
    assertThat(runs)
        .extracting(run -> run.path("name").asText())
        .containsExactly(one.toString(), two.toString());
    assertThat(runs)
        .extracting(run -> run.path("config").path("model").asText())
        .containsExactly("mlp", "dcgan");
    assertThat(runs.path(0).path("grids")).hasSize(1);
    assertThat(runs.path(0).path("grids").path(0).path("step").asLong()).isEqualTo(10);
    assertThat(runs.path(1).path("metrics")).isEmpty();
    assertThat(Files.size(page)).isLessThan(200_000);
  }
}
