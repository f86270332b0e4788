package org.gan4j.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gan4j.cli.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenRunTest {
  @TempDir Path folder;

  @Test
  void partsOfARunLeadToIt() throws IOException {
    Path run = Files.createDirectories(folder.resolve("runs").resolve("r"));
    Files.writeString(run.resolve("config.json"), "{}");
    Path checkpoints = Files.createDirectory(run.resolve("checkpoints"));
    Path checkpoint = Files.writeString(checkpoints.resolve("1.ckpt"), "x");
    assertThat(GivenRun.open(checkpoints).path()).isEqualTo(run);
    for (String command : new String[] {"generate", "evaluate"}) {
      assertThat(Result.of(command, "--run", checkpoint).err())
          .contains("is one checkpoint of a run: give the folder of the run, " + run);
    }
    assertThat(Result.of("train", "--resume", checkpoint).err()).contains("of the run, " + run);
    assertThat(Result.of("evaluate", "--run", run.getParent()).err())
        .contains("there are runs in it: " + run);
  }
}
