package org.gan4j.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gan4j.checkpoint.TinyTrainers.images;
import static org.gan4j.checkpoint.TinyTrainers.train;
import static org.gan4j.checkpoint.TinyTrainers.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.gan4j.Batch;
import org.gan4j.GanException;
import org.gan4j.data.ImageSet;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Term;
import org.gan4j.game.GanTrainer;
import org.gan4j.listener.Every;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir private Path run;
  private final GanTrainer trainer = trainer();
  private final ImageSet images = images();
  private final List<String> said = new ArrayList<>();
  private Checkpoints checkpoints;

  @BeforeEach
  void open() {
    checkpoints = Checkpoints.in(run.resolve("checkpoints"));
  }

  /** Makes a step and saves; each score is of one such step. */
  private void save(double... scores) {
    for (double score : scores) {
      train(trainer, images, 1);
      checkpoints.save(
          trainer, Double.isNaN(score) ? OptionalDouble.empty() : OptionalDouble.of(score));
    }
  }

  private void saveWithoutScores(int steps) {
    double[] none = new double[steps];
    Arrays.fill(none, Double.NaN);
    save(none);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(run.resolve("checkpoints"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String[] named(long... steps) {
    return Arrays.stream(steps)
        .mapToObj(step -> String.format(Locale.ROOT, "%08d.ckpt", step))
        .toArray(String[]::new);
  }

  private Path file(long step) {
    return run.resolve("checkpoints").resolve(named(step)[0]);
  }

  @Test
  void folderWithoutCheckpointsHasNone() throws IOException {
    assertThat(checkpoints.newest(said::add)).isEmpty();
    assertThat(checkpoints.best()).isEmpty();
    Files.createDirectory(run.resolve("checkpoints"));
    assertThat(checkpoints.newest(said::add)).isEmpty();
    assertThat(checkpoints.files()).isEmpty();
    assertThat(said).isEmpty();
  }

  @Test
  void newestThreeAreKept() throws IOException {
    saveWithoutScores(5);
    assertThat(names()).containsExactly(named(3, 4, 5));
    assertThat(checkpoints.files()).containsExactly(file(3), file(4), file(5));
    assertThat(checkpoints.newest(said::add).orElseThrow().step()).isEqualTo(5);
    assertThat(checkpoints.best()).isEmpty();
  }

  @Test
  void asManyAreKeptAsTheUserSays() throws IOException {
    checkpoints = checkpoints.keep(1);
    saveWithoutScores(3);
    assertThat(names()).containsExactly(named(3));
    assertThatThrownBy(() -> checkpoints.keep(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
  }

  @Test
  void bestOneIsKeptBesideTheNewest() throws IOException {
    checkpoints = checkpoints.keep(2);
    save(5, 2, 3, 4, 2.5);
    assertThat(names()).containsExactly(named(2, 4, 5));
    assertThat(checkpoints.best().orElseThrow().step()).isEqualTo(2);

    save(1, 9);
    assertThat(names()).containsExactly(named(6, 7));
    assertThat(checkpoints.best().orElseThrow().score()).hasValue(1);
  }

  @Test
  void bestOneIsRememberedByTheNextProcess() throws IOException {
    save(5, 1, 3);
    open();
    save(4, 4, 4);
    assertThat(names()).containsExactly(named(2, 4, 5, 6));
    assertThat(checkpoints.best().orElseThrow().step()).isEqualTo(2);
  }

  @Test
  void scoresOfSomethingElseAreNotCompared() throws IOException {
    Checkpoints all = checkpoints;
    checkpoints = all.scoredBy("coverage");
    save(-0.4, -0.3);
    checkpoints = all.scoredBy("frechet");
    save(20, 30, 40, 50);

    assertThat(checkpoints.best().orElseThrow().step()).isEqualTo(3);
    assertThat(checkpoints.best().orElseThrow().scoredBy()).isEqualTo("frechet");
    assertThat(all.best().orElseThrow().step()).as("of what the newest score is of").isEqualTo(3);
    assertThat(all.scoredBy("coverage").best()).isEmpty();
    assertThat(names()).containsExactly(named(3, 4, 5, 6));
  }

  @Test
  void scoreThatIsWrittenLaterIsSeenByThoseWhoLookedBefore() throws IOException {
    saveWithoutScores(1);
    Checkpoints reader = Checkpoints.in(run.resolve("checkpoints"));
    assertThat(reader.best()).isEmpty();
    checkpoints.save(trainer, OptionalDouble.of(1));
    assertThat(reader.best().orElseThrow().score()).hasValue(1);
  }

  @Test
  void scoreThatIsNoNumberIsNoBestOne() throws IOException {
    save(3);
    train(trainer, images, 1);
    checkpoints.save(trainer, OptionalDouble.of(Double.NaN));
    assertThat(checkpoints.best().orElseThrow().step()).isEqualTo(1);
  }

  @Test
  void damagedNewestOneIsPassedOverAndNamed() throws IOException {
    saveWithoutScores(3);
    byte[] bytes = Files.readAllBytes(file(3));
    Files.write(file(3), Arrays.copyOf(bytes, bytes.length / 2));
    Files.write(file(2), new byte[0]);

    assertThat(checkpoints.newest(said::add).orElseThrow().step()).isEqualTo(1);

    assertThat(said).hasSize(2);
    assertThat(said.get(0)).contains(file(3).toString());
    assertThat(said.get(1)).contains(file(2).toString());
    assertThat(names()).containsExactly(named(1, 2, 3));
  }

  @Test
  void wholeOneIsKeptHoweverManyDamagedOnesFollow() throws IOException {
    checkpoints = checkpoints.keep(1);
    saveWithoutScores(1);
    for (long step : new long[] {2, 3, 4}) {
      Files.write(file(step), new byte[] {1, 2});
    }
    assertThat(checkpoints.newest(said::add).orElseThrow().step()).isEqualTo(1);
    assertThatThrownBy(() -> failing().save(trainer)).isInstanceOf(GanException.class);
    assertThat(checkpoints.newest(said::add).orElseThrow().step()).isEqualTo(1);
  }

  private Checkpoints failing() {
    return checkpoints.with(
        "more",
        out -> {
          throw new IOException("No space left on device");
        });
  }

  @Test
  void runThatWentBackForgetsWhatFollowed() throws IOException {
    saveWithoutScores(2);
    Checkpoint second = checkpoints.newest(said::add).orElseThrow();
    saveWithoutScores(2);
    second.restore(trainer);
    saveWithoutScores(1);
    assertThat(names()).containsExactly(named(2, 3)); // the 3 of now, and 4 is gone
  }

  @Test
  void runThatBeginsAnewInAFolderThatIsInUseDeletesNothing() throws IOException {
    saveWithoutScores(3);
    open();
    GanTrainer anew = trainer();
    train(anew, images, 1);

    assertThatThrownBy(() -> checkpoints.save(anew))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("00000002.ckpt is of a later step than 1")
        .hasMessageEndingWith("restore it into the trainer, or save in another folder");
    assertThat(names()).containsExactly(named(1, 2, 3));
  }

  @Test
  void savingThatFailsLeavesTheOlderOnes() throws IOException {
    saveWithoutScores(3);
    train(trainer, images, 1);

    assertThatThrownBy(() -> failing().keep(1).save(trainer))
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll(file(4).toString(), "No space left on device");

    assertThat(names()).containsExactly(named(1, 2, 3));
    assertThat(checkpoints.newest(said::add).orElseThrow().step()).isEqualTo(3);
    saveWithoutScores(1);
    assertThat(names()).containsExactly(named(2, 3, 5));
  }

  @Test
  void whatAKilledProcessLeftIsCleanedUpAndNothingElse() throws IOException {
    saveWithoutScores(1);
    Path folder = run.resolve("checkpoints");
    Files.writeString(folder.resolve("." + named(2)[0] + ".0f8fad5b.part"), "half");
    Files.writeString(folder.resolve("notes.part"), "mine");
    Files.writeString(folder.resolve("5.ckpt"), "mine too");

    assertThat(checkpoints.newest(said::add).orElseThrow().step()).isEqualTo(1);
    saveWithoutScores(1);

    assertThat(names()).containsExactly("00000001.ckpt", "00000002.ckpt", "5.ckpt", "notes.part");
    assertThat(said).isEmpty();
  }

  @Test
  void folderOfTheRunThatIsGoneIsReportedAndNotMadeAnew() throws IOException {
    checkpoints = Checkpoints.in(run.resolve("gone").resolve("checkpoints"));
    assertThatThrownBy(() -> checkpoints.save(trainer))
        .isInstanceOf(GanException.class)
        .hasMessageContaining(run.resolve("gone").toString());
    assertThat(run.resolve("gone")).doesNotExist();
  }

  @Test
  void sameStepIsWrittenAnew() throws IOException {
    save(3);
    checkpoints.save(trainer, OptionalDouble.of(1));
    assertThat(names()).containsExactly(named(1));
    assertThat(checkpoints.best().orElseThrow().score()).hasValue(1);
  }

  @Test
  void stepsOfNineDigitsComeAfterThoseOfEight() throws IOException {
    saveWithoutScores(1);
    Files.move(file(1), file(99_999_999));
    Files.copy(file(99_999_999), file(100_000_000));
    assertThat(checkpoints.files()).containsExactly(file(99_999_999), file(100_000_000));
  }

  @Test
  void runIsSavedOnItsWayAndAtItsEnd() throws IOException {
    trainer.listen(Every.every(2, checkpoints::save));
    trainer.fit(images, 5);
    assertThat(names()).containsExactly(named(2, 4, 5));
  }

  /** The discriminator has been updated then, and the generator has not. */
  @Test
  void stepThatFailedIsNotSaved() {
    GanTrainer failing =
        new GanTrainer(
            TinyTrainers.generator(8),
            TinyTrainers.discriminator(TinyTrainers.adam(0.1)),
            TinyTrainers.settings()) {
          @Override
          protected List<Term> generatorTerms(Flow scores, Flow fake, Batch real) {
            if (steps() == 3) {
              throw new IllegalStateException("in the middle");
            }
            return super.generatorTerms(scores, fake, real);
          }
        };
    failing.listen(Every.every(10, checkpoints::save));
    assertThatThrownBy(() -> failing.fit(images, 5)).hasMessage("in the middle");
    assertThat(failing.steps()).isEqualTo(3);
    assertThat(checkpoints.files()).isEmpty();
  }
}
