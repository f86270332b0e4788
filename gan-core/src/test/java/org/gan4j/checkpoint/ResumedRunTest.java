package org.gan4j.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.checkpoint.TinyTrainers.all;
import static org.gan4j.checkpoint.TinyTrainers.images;
import static org.gan4j.checkpoint.TinyTrainers.train;
import static org.gan4j.checkpoint.TinyTrainers.trainer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.gan4j.data.Batching;
import org.gan4j.data.ImageSet;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.game.UpdateScheme;
import org.gan4j.loss.GradientPenalty;
import org.gan4j.loss.Losses;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that went on from a checkpoint is the run that never ended, to the bit. */
class ResumedRunTest {
  @TempDir private Path folder;

  static Stream<GanSettings> settingsOfEveryKind() {
    Stream<GanSettings> plain =
        Arrays.stream(UpdateScheme.values())
            .flatMap(scheme -> Arrays.stream(Batching.values()).map(way -> settings(scheme, way)));
    Stream<GanSettings> penalised =
        Arrays.stream(UpdateScheme.values())
            .map(
                scheme ->
                    settings(scheme, Batching.RANDOM)
                        .withPenalties(
                            GradientPenalty.r1(0.5).every(3),
                            GradientPenalty.wganGp(1),
                            GradientPenalty.dragan(1).every(4)));
    Stream<GanSettings> spectral =
        Arrays.stream(UpdateScheme.values())
            .map(scheme -> settings(scheme, Batching.SHUFFLED).withSpectralNorm(true));
    Stream<GanSettings> coupled =
        Arrays.stream(UpdateScheme.values())
            .filter(scheme -> scheme != UpdateScheme.SEPARATE)
            .map(scheme -> settings(scheme, Batching.RANDOM).withLoss(Losses.relativistic()));
    return Stream.of(plain, penalised, spectral, coupled).flatMap(all -> all);
  }

  private static GanSettings settings(UpdateScheme scheme, Batching batching) {
    int several = scheme == UpdateScheme.SIMULTANEOUS ? 1 : 2;
    return TinyTrainers.settings()
        .withScheme(scheme)
        .withBatching(batching)
        .withDiscriminatorSteps(several)
        .withGeneratorSteps(several)
        .withLoss(Losses.nonSaturating().smoothed(0.9).noisy(0.3, 11));
  }

  @ParameterizedTest
  @MethodSource("settingsOfEveryKind")
  void newTrainerAroundNewNetworksGoesOnAsTheOldOneWould(GanSettings settings) {
    GanTrainer whole = trainer(settings);
    List<StepResult> expected = train(whole, images(), 10);
    GanTrainer first = trainer(settings);
    List<StepResult> results = new ArrayList<>(train(first, images(), 5));
    TinyTrainers.write(file(), first);

    GanTrainer second = trainer(settings);
    Checkpoint.read(file()).restore(second);
    assertThat(all(second)).isEqualTo(all(first));
    results.addAll(train(second, images(), 5));

    assertThat(results).isEqualTo(expected);
    assertThat(all(second)).isEqualTo(all(whole));
  }

  @Test
  void trainerThatGoesBackMakesTheSameStepsAgain() {
    ImageSet images = images();
    GanTrainer trainer = trainer(settings(UpdateScheme.SEPARATE, Batching.SHUFFLED));
    train(trainer, images, 3);
    TinyTrainers.write(file(), trainer);
    List<StepResult> expected = train(trainer, images, 4);
    List<Object> end = all(trainer);

    Checkpoint.read(file()).restore(trainer);
    List<StepResult> again = train(trainer, images, 4);

    assertThat(again).isEqualTo(expected);
    assertThat(all(trainer)).isEqualTo(end);
  }

  @Test
  void checkpointOfATrainerThatWasRestoredAndMadeNoStepIsTheSame() {
    GanTrainer first = trainer();
    train(first, images(), 3);
    TinyTrainers.write(file(), first);
    GanTrainer second = trainer();
    Checkpoint.read(file()).restore(second);

    Path copy = folder.resolve("copy.ckpt");
    TinyTrainers.write(copy, second);

    assertThat(copy).hasSameBinaryContentAs(file());
  }

  @Test
  void sameRunGivesTheSameFile() {
    for (String name : List.of("one.ckpt", "two.ckpt")) {
      GanTrainer trainer = trainer();
      train(trainer, images(), 3);
      TinyTrainers.write(folder.resolve(name), trainer);
    }
    assertThat(folder.resolve("one.ckpt")).hasSameBinaryContentAs(folder.resolve("two.ckpt"));
  }

  @Test
  void machineInAnotherTimeZoneWritesTheSameFile() {
    TimeZone here = TimeZone.getDefault();
    try {
      for (String zone : List.of("Asia/Tokyo", "America/Lima")) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        TinyTrainers.write(folder.resolve(zone.substring(zone.indexOf('/') + 1)), trainer());
      }
    } finally {
      TimeZone.setDefault(here);
    }
    assertThat(folder.resolve("Tokyo")).hasSameBinaryContentAs(folder.resolve("Lima"));
  }

  @Test
  void trainerThatMadeNoStepBeginsAsANewOne() {
    TinyTrainers.write(file(), trainer());
    GanTrainer restored = trainer();
    Checkpoint.read(file()).restore(restored);
    GanTrainer fresh = trainer();

    assertThat(train(restored, images(), 3)).isEqualTo(train(fresh, images(), 3));
    assertThat(all(restored)).isEqualTo(all(fresh));
  }

  private Path file() {
    return folder.resolve("run.ckpt");
  }
}
