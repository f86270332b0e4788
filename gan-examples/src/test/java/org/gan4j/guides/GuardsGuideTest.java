package org.gan4j.guides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gan4j.guides.SmallTrainers.DIGITS;
import static org.gan4j.listener.Every.every;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.gan4j.GanException;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.checkpoint.Checkpoints;
import org.gan4j.data.ImageSet;
import org.gan4j.game.GanTrainer;
import org.gan4j.guard.Guards;
import org.gan4j.guard.Retries;
import org.gan4j.guard.RollBack;
import org.gan4j.guard.WarningLog;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java in docs/guards.md runs here. */
class GuardsGuideTest {
  private final GanTrainer trainer = SmallTrainers.trainer();
  private final ImageSet images = DIGITS;

  @TempDir private Path folder;

  @Test
  void aRunThatIsNoLongerFiniteEnds() {
    trainer.listen(breakingAt(2));
    // region guards
    trainer.listen(Guards.standard(trainer, images));
    // endregion
    assertThatThrownBy(() -> trainer.fit(images, 4)).isInstanceOf(GanException.class);
    assertThat(trainer.steps()).isEqualTo(3);
  }

  @Test
  void aRunThatIsNoLongerFiniteGoesBack() throws IOException {
    Checkpoints checkpoints = Checkpoints.in(folder);
    checkpoints.save(trainer);
    trainer.listen(breakingAt(2));
    // region roll-back
    RollBack rollBack =
        () -> {
          Checkpoint newest = checkpoints.newest(System.err::println).orElseThrow();
          newest.restore(trainer);
          return OptionalLong.of(newest.step());
        };
    WarningLog log = WarningLog.to(folder.resolve("warnings.jsonl"));
    trainer.listen(Guards.standard(trainer, images, Retries.of(rollBack), log));
    // endregion
    trainer.fit(images, 5);
    assertThat(trainer.steps()).isEqualTo(5);
    assertThat(Files.readString(folder.resolve("warnings.jsonl"))).startsWith("{\"step\":3");
  }

  @Test
  void diversityIsTold() {
    // region diversity
    Guards guards = Guards.standard(trainer, images);
    trainer.listen(guards, every(200, run -> System.out.println(guards.diversity())));
    // endregion
    trainer.fit(images, 1);
    assertThat(guards.healthy(trainer)).isTrue();
  }

  /** Spoils the generator once, after a step. */
  private static RunListener breakingAt(long step) {
    List<Long> broken = new ArrayList<>();
    return new RunListener() {
      @Override
      public void onStep(Run run) {
        if (run.trainer().steps() == step && broken.isEmpty()) {
          broken.add(step);
          run.trainer().players().get("generator").weights().parameters().assign(Double.NaN);
        }
      }
    };
  }
}
