package org.gan4j.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.checkpoint.TinyTrainers.all;
import static org.gan4j.listener.Every.every;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gan4j.data.ImageSet;
import org.gan4j.game.GanTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/checkpoints.md runs here. */
class CheckpointsGuideTest {
  @TempDir private Path folder;

  private static GanTrainer run(Path folder, long steps, Consumer<String> say) {
    GanTrainer trainer = TinyTrainers.trainer();
    ImageSet images = TinyTrainers.images();
    // region checkpoints
    Checkpoints checkpoints = Checkpoints.in(folder).keep(5);
    trainer.listen(every(1000, checkpoints::save));
    checkpoints.newest(say).ifPresent(checkpoint -> checkpoint.restore(trainer));
    trainer.fit(images, steps - trainer.steps());
    // endregion
    return trainer;
  }

  @Test
  void runOfTheGuideGoesOn() {
    List<String> said = new ArrayList<>();
    GanTrainer whole = run(folder.resolve("whole"), 5, said::add);
    run(folder.resolve("parts"), 3, said::add);

    GanTrainer resumed = run(folder.resolve("parts"), 5, said::add);

    assertThat(all(resumed)).isEqualTo(all(whole));
    assertThat(said).isEmpty();
  }
}
