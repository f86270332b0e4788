package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code gan} at the top of the source tree. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no bash")
class LauncherTest {
  private static final Path HOME = Path.of("").toAbsolutePath().getParent();
  private static final Path SCRIPT = HOME.resolve("gan");

  @TempDir private Path folder;

  @Test
  void theScriptIsValidBashAndCanBeRun() throws Exception {
    assertThat(run(Map.of(), "bash", "-n", SCRIPT.toString())).isEqualTo(new Result(0, "", ""));
    assertThat(SCRIPT).isExecutable();
  }

  @Test
  void helpComesThroughASymbolicLink() throws Exception {
    assumeTrue(isBuilt(), "the launcher would build: run mvn package first");
    Path link = Files.createSymbolicLink(folder.resolve("link"), SCRIPT);

    Result result = run(Map.of(), link.toString(), "--help");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("Usage: gan");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void aMissingJavaIsReported() throws Exception {
    assertThat(run(Map.of("JAVA_HOME", "/nowhere"), SCRIPT.toString()))
        .isEqualTo(
            new Result(
                1,
                "",
                "gan: Java 17 or newer is needed, and /nowhere/bin/java was not found: install a"
                    + " JDK, or set JAVA_HOME\n"));
  }

  @Test
  void anOldJavaIsReported() throws Exception {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();

    assertThat(run(Map.of("JAVA_HOME", folder.toString()), SCRIPT.toString()))
        .isEqualTo(
            new Result(
                1,
                "",
                "gan: Java 17 or newer is needed, and "
                    + java
                    + " is Java 8: set JAVA_HOME to a newer one\n"));
  }

  @Test
  void newerJavasAreAllowedWhatTheyWarnOf() throws Exception {
    Path bin = program("java", "echo 'openjdk version \"25.0.1\"' >&2; echo \"$@\"");

    Result result = run(Map.of("JAVA_HOME", bin.getParent().toString()), copy().toString());

    assertThat(result.out())
        .contains("--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow");
    program("java", "echo 'openjdk version \"21.0.1\"' >&2; echo \"$@\"");
    result = run(Map.of("JAVA_HOME", bin.getParent().toString()), copy().toString());
    assertThat(result.out()).contains("-Xmx").doesNotContain("native-access", "unsafe");
  }

  @Test
  void processorWithoutAvx2IsBuiltPlainNativesFor() throws Exception {
    program("java", "echo 'openjdk version \"17.0.1\"' >&2");
    program("uname", "[ \"$1\" = -s ] && echo Linux || echo x86_64");
    program("mvn", "echo \"$@\" >" + folder.resolve("built"));
    Path bin = program("grep", "[ \"$2\" = -- ] && exec /bin/grep \"$@\" || exit 1");
    Path home = copy().getParent();
    Path classpath = home.resolve("gan-examples/target/gan.classpath");
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME",
            folder.toString(),
            "PATH",
            bin + File.pathSeparator + System.getenv("PATH"));

    run(environment, home.resolve("gan").toString());
    assertThat(folder.resolve("built")).doesNotExist(); // what there is, is plain
    Files.writeString(classpath, "nd4j-native-linux-x86_64-onednn-avx2.jar");
    run(environment, home.resolve("gan").toString());
    assertThat(folder.resolve("built")).content().contains(" -Dnatives=linux-x86_64 package");
  }

  /** Writes a program for the script to find, and returns its folder. */
  private Path program(String name, String text) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return bin;
  }

  /** Returns the script in a tree of its own that looks as if it was built. */
  private Path copy() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    for (String module : List.of("gan-core", "gan-models", "gan-examples")) {
      Files.createDirectories(home.resolve(module).resolve("src/main"));
      Files.writeString(home.resolve(module).resolve("pom.xml"), "");
    }
    Files.writeString(home.resolve("pom.xml"), "");
    Path target = Files.createDirectories(home.resolve("gan-examples/target"));
    Path built = Files.writeString(target.resolve("gan.classpath"), "a.jar");
    assertThat(built.toFile().setLastModified(System.currentTimeMillis() + 60_000)).isTrue();
    return Files.copy(SCRIPT, home.resolve("gan"), StandardCopyOption.REPLACE_EXISTING);
  }

  private Result run(Map<String, String> environment, String... command) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    int exitCode =
        builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    return new Result(exitCode, Files.readString(out), Files.readString(err));
  }

  /** Asks what the script asks. */
  private static boolean isBuilt() throws IOException {
    Path built = HOME.resolve("gan-examples/target/gan.classpath");
    if (!Files.exists(built)) {
      return false;
    }
    FileTime time = Files.getLastModifiedTime(built);
    for (String module : List.of("gan-core", "gan-models", "gan-examples")) {
      try (Stream<Path> sources = Files.walk(HOME.resolve(module).resolve("src/main"))) {
        for (Path source : sources.toList()) {
          if (Files.getLastModifiedTime(source).compareTo(time) > 0) {
            return false;
          }
        }
      }
    }
    return Stream.of("pom.xml", "gan-core/pom.xml", "gan-models/pom.xml", "gan-examples/pom.xml")
        .noneMatch(pom -> HOME.resolve(pom).toFile().lastModified() > time.toMillis());
  }
}
