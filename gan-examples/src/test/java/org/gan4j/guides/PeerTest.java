package org.gan4j.guides;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The half of the comparison with PyTorch that is written in Java. */
class PeerTest {
  @TempDir private Path temporary;

  @Test
  void stepsAreRecordedAsTheScriptThatTakesThemByPyTorchReadsThem() throws Exception {
    Path mnist = TinyMnist.in(Files.createDirectories(temporary.resolve("mnist")), 12);
    Path steps = temporary.resolve("steps");

    run(Page.ROOT.resolve("docs/peer/RecordSteps.java"), mnist, steps, 2);

    assertThat(steps.resolve("real.2")).hasSize(4 * 128 * 784);
    assertThat(steps.resolve("shown.1")).hasSize(4 * 128 * 100);
    assertThat(steps.resolve("learnt.2")).hasSize(4 * 128 * 100);
    assertThat(steps.resolve("d2.0_W.784x512")).hasSize(4 * 784 * 512);
    assertThat(steps.resolve("g0.5_mean.1024")).hasSize(4 * 1024);
    assertThat(Files.mismatch(steps.resolve("g0.0_W.100x256"), steps.resolve("g1.0_W.100x256")))
        .isNotEqualTo(-1);
    assertThat(steps.resolve("gm.4_W.512x1024")).hasSize(4 * 512 * 1024);
    assertThat(steps.resolve("dv.2_b.1")).hasSize(4);
    assertThat(steps.resolve("d_loss.2")).hasSize(4);
    assertThat(steps.resolve("recorded.json"))
        .content()
        .contains("\"model\": \"mlp\"", "\"type\": \"float32\"", "{\"g\": 0, \"d\": 0}");
  }

  @Test
  void stepsOfAModelOfClassesAreRecordedWithTheClassesInDoublePrecision() throws Exception {
    Path mnist = TinyMnist.in(Files.createDirectories(temporary.resolve("mnist")), 12);
    Path steps = temporary.resolve("steps");

    run(Page.ROOT.resolve("docs/peer/RecordSteps.java"), mnist, steps, 1, "cgan", "double");

    assertThat(steps.resolve("real.1")).hasSize(8 * 32 * 784);
    assertThat(steps.resolve("labels.1")).hasSize(8 * 32 * 10);
    assertThat(steps.resolve("g1.0_W.10x100")).hasSize(8 * 10 * 100);
    assertThat(steps.resolve("d1.1_W.784x512")).hasSize(8 * 784 * 512);
    assertThat(Files.mismatch(steps.resolve("d0.0_W.10x784"), steps.resolve("d1.0_W.10x784")))
        .isNotEqualTo(-1);
    assertThat(steps.resolve("recorded.json"))
        .content()
        .contains("\"model\": \"cgan\"", "\"type\": \"float64\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SameBits", "ShuffledLabels", "Matching"})
  void whatTakesMinutesIsCompiled(String program) throws Exception {
    assertThat(
            compiled(Page.ROOT.resolve("docs/peer/" + program + ".java"))
                .resolve(program + ".class"))
        .isNotEmptyFile();
  }

  private Path compiled(Path program) throws IOException {
    Path classes = Files.createDirectories(temporary.resolve("classes"));
    int problems =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.toString());
    assertThat(problems).isZero();
    return classes;
  }

  private void run(Path program, Object... arguments) throws Exception {
    Path classes = compiled(program);
    String name = program.getFileName().toString().replace(".java", "");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      String[] words = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
      loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) words);
    }
  }
}
