package org.gan4j.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gan4j.checkpoint.TinyTrainers.bits;
import static org.gan4j.checkpoint.TinyTrainers.images;
import static org.gan4j.checkpoint.TinyTrainers.settings;
import static org.gan4j.checkpoint.TinyTrainers.trainer;

import java.io.DataOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.gan4j.GanException;
import org.gan4j.data.ImageSet;
import org.gan4j.game.GanTrainer;
import org.gan4j.train.MovingAverage;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The moving average of a generator in checkpoints. */
class AveragedRunTest {
  @TempDir private Path folder;
  private final ImageSet images = images();
  private final GanTrainer trainer = trainer();
  private final MovingAverage average = average(trainer);
  private Path file;

  @BeforeEach
  void listen() {
    file = folder.resolve("run.ckpt");
    trainer.listen(average);
  }

  private static MovingAverage average(GanTrainer trainer) {
    return MovingAverage.of(trainer, 13, 0.5);
  }

  private static List<Integer> parameters(MovingAverage average) {
    return bits(average.generator().weights().parameters());
  }

  @Test
  void averageOfARunThatGoesOnIsThatOfTheRunThatNeverEnded() {
    GanTrainer first = trainer();
    first.listen(average(first));
    first.fit(images, 5);
    TinyTrainers.write(file, first);
    GanTrainer second = trainer();
    MovingAverage resumed = average(second);
    second.listen(resumed);

    Checkpoint.read(file).restore(second);
    second.fit(images(), 5);

    trainer.fit(images(), 10);
    assertThat(parameters(resumed)).isEqualTo(parameters(average));
    Path whole = folder.resolve("whole.ckpt");
    TinyTrainers.write(whole, trainer);
    TinyTrainers.write(file, second);
    assertThat(file).hasSameBinaryContentAs(whole);
  }

  @Test
  void checkpointHasTheAverageAsANetwork() {
    trainer.fit(images, 3);
    TinyTrainers.write(file, trainer);

    Checkpoint checkpoint = Checkpoint.read(file);

    assertThat(checkpoint.hasAverage()).isTrue();
    assertThat(checkpoint.averagedGenerator())
        .hasValueSatisfying(
            network -> assertThat(bits(network.params())).isEqualTo(parameters(average)));
    assertThat(bits(checkpoint.generator().params())).isNotEqualTo(parameters(average));
  }

  @Test
  void averageThatHasNotBegunIsSavedAsTheGeneratorIs() {
    trainer.generator().weights().parameters().muli(0.5);
    TinyTrainers.write(file, trainer);

    assertThat(bits(Checkpoint.read(file).averagedGenerator().orElseThrow().params()))
        .isEqualTo(bits(trainer.generator().weights().parameters()));
  }

  @Test
  void trainerThatGoesBackTakesItsAverageAlong() {
    trainer.fit(images, 3);
    TinyTrainers.write(file, trainer);
    trainer.fit(images, 4);
    List<Integer> end = parameters(average);
    average.generator().weights().parameters().assign(Float.NaN);

    Checkpoint.read(file).restore(trainer);
    trainer.fit(images, 4);

    assertThat(parameters(average)).isEqualTo(end);
  }

  @Test
  void averageThatACheckpointDoesNotHaveBeginsAsTheGeneratorOfThen() {
    GanTrainer old = trainer();
    old.fit(images, 3);
    TinyTrainers.write(file, old);
    assertThat(Checkpoint.read(file).averagedGenerator()).isEmpty();
    assertThat(Checkpoint.read(file).hasAverage()).isFalse();

    Checkpoint.read(file).restore(trainer);
    trainer.fit(images(), 0);

    assertThat(parameters(average)).isEqualTo(bits(old.generator().weights().parameters()));
  }

  /** As a guard takes a run back that was started before there were averages. */
  @Test
  void averageBeginsAnewWhereARunGoesBackToAStateWithout() {
    GanTrainer old = trainer();
    old.fit(images, 3);
    TinyTrainers.write(file, old);
    GanTrainer resumed = trainer();
    MovingAverage spoilt = average(resumed);
    resumed.listen(spoilingAndGoingBackAfterStep(5, spoilt), spoilt);
    Checkpoint.read(file).restore(resumed);

    resumed.fit(images(), 2); // steps 4 and 5, of which nothing is left

    assertThat(resumed.steps()).isEqualTo(3);
    assertThat(parameters(spoilt)).isEqualTo(bits(resumed.generator().weights().parameters()));
  }

  private RunListener spoilingAndGoingBackAfterStep(long step, MovingAverage average) {
    return new RunListener() {
      @Override
      public void onStep(Run run) {
        if (run.trainer().steps() == step) {
          average.generator().weights().parameters().assign(Float.NaN);
          Checkpoint.read(file).restore(run.trainer());
        }
      }

      @Override
      public void onTakenBack(Run run) {
        run.stop();
      }
    };
  }

  @Test
  void averageOfOtherNetworksIsRefusedAndNothingIsChanged() {
    TinyTrainers.write(file, trainer);
    GanTrainer wider =
        new GanTrainer(
            TinyTrainers.generator(9),
            TinyTrainers.discriminator(TinyTrainers.adam(1e-2)),
            settings());
    MovingAverage ofWider = average(wider);
    Checkpoint.write(
        file,
        trainer(),
        OptionalDouble.empty(),
        Map.of(
            "state-generator-average.bin", out -> ofWider.writeState(new DataOutputStream(out))));
    List<Integer> before = parameters(average);

    assertThatThrownBy(() -> Checkpoint.read(file).restore(trainer))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("state-generator-average.bin makes no sense")
        .hasMessageContaining("it is the average of another generator: ");
    assertThat(parameters(average)).isEqualTo(before);
  }

  @Test
  void averageThatIsNoNetworkIsRefused() {
    Checkpoint.write(
        file,
        trainer(),
        OptionalDouble.empty(),
        Map.of("state-generator-average.bin", out -> out.write(new byte[20])));
    Checkpoint checkpoint = Checkpoint.read(file);

    assertThatThrownBy(checkpoint::averagedGenerator)
        .isInstanceOf(GanException.class)
        .hasMessageStartingWith("the averaged generator of %s cannot be used: ".formatted(file));
    assertThatThrownBy(() -> checkpoint.restore(trainer)).isInstanceOf(GanException.class);
  }
}
