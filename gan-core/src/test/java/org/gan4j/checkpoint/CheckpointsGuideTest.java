package org.gan4j.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.checkpoint.TinyTrainers.all;
import static org.gan4j.listener.Every.every;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.gan4j.data.ImageSet;
import org.gan4j.train.GanTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/checkpoints.md stands here, where it is compiled and run. */
class CheckpointsGuideTest {
  private static final Pattern JAVA = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  private static GanTrainer run(Path folder, long steps, Consumer<String> say) {
    GanTrainer trainer = TinyTrainers.trainer();
    ImageSet images = TinyTrainers.images();
    Checkpoints checkpoints = Checkpoints.in(folder).keep(5);
    trainer.listen(every(1000, checkpoints::save));
    checkpoints.newest(say).ifPresent(checkpoint -> checkpoint.restore(trainer));
    trainer.fit(images, steps - trainer.steps());
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

  @Test
  void everyBlockOfJavaInTheGuideStandsHere() throws IOException {
    String here =
        Files.readString(
            Path.of("src/test/java/org/gan4j/checkpoint", getClass().getSimpleName() + ".java"));
    List<String> blocks =
        JAVA.matcher(Files.readString(Path.of("..", "docs", "checkpoints.md")))
            .results()
            .map(block -> withoutSpace(block.group(1)))
            .toList();
    assertThat(blocks).hasSize(1);
    assertThat(blocks).allSatisfy(block -> assertThat(withoutSpace(here)).contains(block));
  }

  private static String withoutSpace(String java) {
    return java.replaceAll("\\s+", "");
  }
}
