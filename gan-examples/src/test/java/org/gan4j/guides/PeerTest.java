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
    assertThat(steps.resolve("g.moments.0")).hasSize(4 * 2 * (1_493_520 - 2 * (256 + 512 + 1024)));
    assertThat(steps.resolve("d.moments.0")).hasSize(4 * 2 * 533_505);
  }

  @Test
  void whatComparesTwoVersionsIsCompiled() throws Exception {
    assertThat(compiled(Page.ROOT.resolve("docs/peer/SameBits.java")).resolve("SameBits.class"))
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
