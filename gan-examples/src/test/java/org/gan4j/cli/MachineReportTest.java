package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gan4j.engine.check.MachineCheck;
import org.gan4j.engine.check.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineReportTest {
  /** A check with a given outcome. */
  private record Given(String name, Outcome run) implements MachineCheck {
    @Override
    public String by() {
      return "somebody";
    }

    @Override
    public String advice() {
      return "turn it off";
    }
  }

  @Test
  void thisMachineIsToldAndEverythingIsOk() {
    Result result = Result.of("info", "--check");

    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(result.out())
        .containsPattern("(?m)^Java +\\d+")
        .containsPattern("(?m)^natives +nd4j-native-")
        .containsPattern("(?m)^OpenBLAS +code for \\w+")
        .containsPattern("(?m)^environment +\\w+")
        .containsPattern("(?m)^memory +[\\d,]+ MB of the [\\d,]+ MB")
        .containsPattern("(?m)^folder of natives +\\S+ +ok$")
        .containsPattern(
            "(?m)^product of matrices +OpenBLAS +ok, \\d+\\.\\d % of the allowed error$")
        .containsPattern("(?m)^transposed convolution +Deeplearning4j +ok")
        .containsPattern("(?m)^optimiser Adam +gan4j +ok")
        .endsWith("everything is ok\n")
        .doesNotContain("FAILED")
        .doesNotContain(System.getProperty("user.home") + "/");
  }

  @Test
  void whatIsWrongIsALineWithWhatToDo() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean ok =
        new MachineReport(new PrintStream(out, true, StandardCharsets.UTF_8))
            .run(
                List.of(
                    new Given("one", new Outcome(0, "")),
                    new Given("two", new Outcome(0.5, "an output 1 is off by 5e-7")),
                    new Given("three", new Outcome(30, "an output 1 is off\nby 3e-5"))));

    assertThat(ok).isFalse();
    assertThat(out.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "one somebody ok",
            "two somebody ok, 50.0 % of the allowed error",
            "three somebody FAILED: an output 1 is off by 3e-5; turn it off",
            "FAILED: 1 of 3");
  }

  @Test
  void nativesThatCannotBeLoadedAreALineToo() {
    NativesCheck check =
        new NativesCheck(new ExceptionInInitializerError(new UnsatisfiedLinkError("no x in path")));

    assertThat(check.run().ok()).isFalse();
    assertThat(check.run().detail()).contains("no x in path");
    assertThat(check.advice()).contains("docs/natives.md");
  }

  @Test
  void folderThatCannotBeWrittenToIsFound(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(check(folder).run()).isEqualTo(new Outcome(0, ""));
    assertThat(check(folder.resolve("not/yet")).run().ok()).isTrue();
    assertThat(folder.toFile().list()).containsExactly("file");
    assertThat(check(file).run().ok()).isFalse();
    assertThat(check(file).run().detail()).contains("nothing can be written there");
  }

  private static FolderCheck check(Path folder) {
    return new FolderCheck("folder", folder, true, "give another one");
  }

  @Test
  void environmentIsWhatNativesListenTo() {
    assertThat(
            Natives.environment(
                Map.of(
                    "OMP_NUM_THREADS",
                    "2",
                    "DNNL_MAX_CPU_ISA",
                    "AVX2",
                    "AWS_SECRET",
                    "x",
                    "MALLOC_CONF",
                    System.getProperty("user.home") + "/y")))
        .isEqualTo("DNNL_MAX_CPU_ISA=AVX2 MALLOC_CONF=~/y OMP_NUM_THREADS=2");
    assertThat(Natives.environment(Map.of("PATH", "x"))).isEqualTo("nothing set");
  }
}
