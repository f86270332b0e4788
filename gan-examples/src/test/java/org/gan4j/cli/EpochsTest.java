package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.guides.TinyMnist;
import org.gan4j.run.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochsTest {
  @TempDir private Path folder;

  private void train(Object... options) {
    List<Object> all = new ArrayList<>(List.of("train"));
    all.addAll(List.of(options));
    Result result = Result.of(all.toArray());
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  private String digits() {
    return "--data=mnist:" + folder;
  }

  private static long every(Path run) {
    return GivenRun.open(run).config().every().sample();
  }

  @Test
  void anEpochIsAsManyStepsAsSeeAllImages() throws IOException {
    TinyMnist.in(folder, 21);
    Path run = folder.resolve("run");

    train(digits(), "--epochs", 2, "--batch-size", 10, "--model", "mlp-wide", "--out", run);

    assertThat(GivenRun.open(run).config().training().steps())
        .as("21 images by 5, the real half of a batch")
        .isEqualTo(2 * 5);
    assertThat(run.resolve("samples").resolve("000010.png")).isNotEmptyFile();
  }

  /** Begins a run of 5,001 steps with epochs of 5, as if the user stopped it at once. */
  private Path begin(String name, Object... options) throws IOException {
    TinyMnist.in(folder, 20);
    Path run = folder.resolve(name);
    List<Object> all = new ArrayList<>(List.of(options));
    all.addAll(List.of(digits(), "--model=dcgan", "--batch-size=4", "--steps=5001", "--out", run));
    Thread.currentThread().interrupt();
    train(all.toArray());
    assertThat(Thread.interrupted()).as("whoever interrupted is told").isTrue();
    return run;
  }

  @Test
  void gridsOfASmallFolderStretchSoThatARunHasNoMoreThanEnough() throws IOException {
    Path run = begin("run");

    assertThat(every(run)).isEqualTo(11);

    train("--resume", run, "--steps", 20);

    assertThat(every(run)).as("as the grids that are there").isEqualTo(11);
    assertThat(GivenRun.open(run).grids()).extracting(RunFolder.Grid::step).contains(11L, 20L);
  }

  @Test
  void gridsAreAsManyAsTheUserAsksFor() throws IOException {
    assertThat(every(begin("asked", "--sample-every", "1epoch"))).isEqualTo(5);

    String recipe = Result.of("models", "dcgan", "--json").out();
    Path file = folder.resolve("recipe.json");
    Files.writeString(
        file, recipe.replaceFirst("(\"sampleEvery\" *: *)\"[^\"]*\"", "$1\"2epochs\""));
    assertThat(every(begin("written", "--recipe", file))).isEqualTo(10);
  }
}
