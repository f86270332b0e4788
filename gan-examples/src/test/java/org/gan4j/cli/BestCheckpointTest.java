package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalDouble;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.checkpoint.Checkpoints;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.game.GanTrainer;
import org.gan4j.models.GanModel;
import org.gan4j.models.MlpGan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which checkpoint counts as the best one, and stays so. */
class BestCheckpointTest {
  @TempDir private Path folder;
  private Path run;

  @BeforeEach
  void train() {
    run = folder.resolve("run");
    Result result =
        Result.of(
            "train",
            "--steps",
            1,
            "--batch-size",
            8,
            "--average-half-life",
            0,
            "--evaluate-every",
            1000,
            "--out",
            run);
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  /** Goes on with the run, a step for each score, by the measure that the run has chosen. */
  private void score(double... scores) {
    GanModel model = MlpGan.model();
    DrawnDigits digits = DrawnDigits.of(60_000, 1);
    GanTrainer trainer =
        new GanTrainer(
            model.generator(digits.shape(), 1),
            model.discriminator(digits.shape(), 1),
            model.settings().withBatchSize(8).withSeed(1));
    newest().restoreAllowingChanges(trainer, false);
    String by = newest().scoredBy();
    for (double score : scores) {
      trainer.fit(digits, 1);
      checkpoints().scoredBy(by).save(trainer, OptionalDouble.of(score));
    }
  }

  private Checkpoints checkpoints() {
    return Checkpoints.in(run.resolve("checkpoints"));
  }

  private Checkpoint newest() {
    return checkpoints().newest(message -> {}).orElseThrow();
  }

  @Test
  void bestOneIsDrawnFromWhereThatIsAskedForAlsoWhenItIsNotTheNewest() {
    score(2, 1, 3);
    Path best = folder.resolve("best.gan");
    Path newest = folder.resolve("newest.gan");
    assertThat(Result.of("export", "--run", run, "--best", "--out", best).exitCode()).isZero();
    assertThat(Result.of("export", "--run", run, "--out", newest).exitCode()).isZero();
    assertThat(TrainedGenerator.load(best).provenance().orElseThrow().steps()).isEqualTo(3);
    assertThat(TrainedGenerator.load(newest).provenance().orElseThrow().steps()).isEqualTo(4);
    assertThat(TrainedGenerator.load(best).generate(2, 1))
        .isNotEqualTo(TrainedGenerator.load(newest).generate(2, 1));
  }

  @Test
  void bestOneStaysSoWhenTheRunGoesOnWithOtherOptions() {
    score(3, 2, 1);
    Result result =
        Result.of(
            "train",
            "--resume",
            run,
            "--steps",
            9,
            "--save-every",
            1,
            "--learning-rate",
            1e-5,
            "--allow-changes");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(newest().step()).isEqualTo(9);
    assertThat(checkpoints().best().orElseThrow().step()).isEqualTo(4);
  }

  @Test
  void scoresAreOfTheMeasureThatIsAskedFor() {
    Path covered = folder.resolve("covered");
    Result result =
        Result.of(
            "train",
            "--steps",
            2,
            "--batch-size",
            8,
            "--evaluate-every",
            2,
            "--best-by",
            "precision",
            "--out",
            covered);
    assertThat(result.exitCode()).as(result.err()).isZero();
    Checkpoint best = Checkpoints.in(covered.resolve("checkpoints")).best().orElseThrow();
    assertThat(best.score().orElseThrow()).as("larger precision is better").isNotPositive();
    assertThat(best.scoredBy()).startsWith("precision of the average by digits");
  }

  @Test
  void measureThatNothingCanTellIsRefusedBeforeTheRunBegins() {
    Path stacks = folder.resolve("pictures");
    assertThat(
            Result.of("generate", "--run", run, "--count", 120, "--out", stacks + "/").exitCode())
        .isZero();
    Path out = folder.resolve("ranked");
    Result result =
        Result.of(
            "train",
            "--data",
            "images:" + stacks,
            "--steps",
            4,
            "--batch-size",
            8,
            "--best-by",
            "classifierScore",
            "--out",
            out);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains("generators cannot be ranked by classifierScore, which a classifier alone gives");
    assertThat(out).doesNotExist();
  }
}
