package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.ImmutableDoubleArray;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.gan4j.LatentSpace;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.draw.TrainedGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of the model that finds classes first, from the command line. */
class ClusteredRunTest {
  @TempDir private static Path folder;
  private static Path run;
  private static Result trained;

  @BeforeAll
  static void train() {
    run = folder.resolve("run");
    trained = train("--model", "narrow-clusters", "--clusters", 6, "--steps", 1, "--out", run);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
  }

  private static Result train(Object... options) {
    return Result.of(
        Stream.concat(Stream.of("train", "--batch-size", 8), Stream.of(options)).toArray());
  }

  private static LatentSpace space() {
    return GivenRun.open(run).config().latentSpace();
  }

  @Test
  void aRunSaysWhatItFoundAndKeepsHowOftenEachIs() {
    assertThat(trained.err()).containsPattern("60,000 images in 6 clusters, [1-9][0-9.]* to ");
    assertThat(space().classes()).isEqualTo(6);
    ImmutableDoubleArray shares = space().shares();
    assertThat(shares.stream().sum()).isCloseTo(1, within(1e-9));
    assertThat(shares.stream().distinct()).hasSizeGreaterThan(1);
  }

  @Test
  void aFileKeepsThemToo() {
    Path file = folder.resolve("a.gan");
    assertThat(Result.of("export", "--run", run, "--out", file).exitCode()).isZero();
    assertThat(TrainedGenerator.load(file).space()).isEqualTo(space());
  }

  @Test
  void eachGroupCanBeDrawn() {
    Path png = folder.resolve("all.png");
    Result all =
        Result.of("generate", "--run", run, "--classes", "all", "--count", 2, "--out", png);
    assertThat(all.exitCode()).as(all.err()).isZero();
    assertThat(png).exists();
  }

  @Test
  void otherNumbersOfThemAreAnotherRun() {
    Result other = Result.of("train", "--resume", run, "--clusters", 7, "--steps", 2);
    assertThat(other.exitCode()).isNotZero();
    assertThat(other.err()).contains("classes was").contains("\"5\"]").contains("\"6\"]");
  }

  @Test
  void modelsThatFindNoneRefuseANumberOfThem() {
    Path refused = folder.resolve("refused");
    Result result = train("--model", "narrow", "--clusters", 6, "--steps", 1, "--out", refused);
    assertThat(result.exitCode()).isNotZero();
    assertThat(result.err())
        .contains("the model narrow groups no images")
        .contains("use the model narrow-clusters");
    assertThat(refused).doesNotExist();
  }
}
