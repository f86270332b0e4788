package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    Checkout checkout = Checkout.in(folder).withRealJava();
    checkout.built("20260101000000");
    Files.createSymbolicLink(folder.resolve("link"), checkout.home().resolve("gan"));

    Result result = checkout.shell("../link --help");

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
    Checkout checkout = Checkout.in(folder);
    checkout.built("20260101000000");
    String java =
        """
        case "$1" in -version) echo 'openjdk version "%s"' >&2; exit ;; esac
        echo "$@"
        """;

    assertThat(checkout.withProgram("java", java.formatted("25.0.1")).run().out())
        .contains("--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow");
    assertThat(checkout.withProgram("java", java.formatted("21.0.1")).run().out())
        .contains("-Xmx")
        .doesNotContain("native-access", "unsafe");
  }

  @Test
  void aProcessorWithoutAvx2IsBuiltPlainNativesFor() throws Exception {
    Checkout checkout = Checkout.in(folder);
    Path natives = checkout.built("20260101000000").resolveSibling("natives");
    Files.createFile(checkout.home().resolve("go"));
    checkout.withProgram("uname", "[ \"$1\" = -s ] && echo Linux || echo x86_64\n");
    checkout.withProgram("grep", "exit 1\n");

    Files.writeString(natives, "linux-x86_64");
    assertThat(checkout.run().exitCode()).isZero();
    assertThat(checkout.home().resolve("builds")).doesNotExist();
    Files.writeString(natives, "linux-x86_64-onednn-avx2");
    assertThat(checkout.run().exitCode()).isZero();
    assertThat(checkout.home().resolve("builds"))
        .content()
        .contains(" -Dnatives=linux-x86_64 package");
  }

  @Test
  @Timeout(120)
  void twoFirstBuildsAtOnceAreOne() throws Exception {
    Checkout checkout = Checkout.in(folder);
    Path err = folder.resolve("second");
    Process first = checkout.start(folder.resolve("1"), folder.resolve("first"));
    await(checkout.home().resolve("builds"), first);
    Process second = checkout.start(folder.resolve("2"), err);
    await(err, second);
    Files.createFile(checkout.home().resolve("go"));

    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(err)
        .content()
        .startsWith("gan: waiting for another build (process %s on ".formatted(first.pid()));
    assertThat(checkout.home().resolve("builds")).content().hasLineCount(1);
    assertThat(checkout.copies().resolve("lock")).doesNotExist();
    assertThat(folder.resolve("2")).hasSameTextualContentAs(folder.resolve("1"));
  }

  @Test
  @Timeout(120)
  void theLockOfAProcessThatIsGoneIsTakenOver() throws Exception {
    Checkout checkout = Checkout.in(folder);
    Files.createFile(checkout.home().resolve("go"));
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    assertThat(
            checkout
                .shell(
                    "mkdir -p gan-examples/target/gan; ln -s %s@$(uname -n) gan-examples/target/gan/lock"
                        .formatted(gone.pid()))
                .exitCode())
        .isZero();

    assertThat(checkout.run().exitCode()).isZero();

    assertThat(checkout.home().resolve("builds")).content().hasLineCount(1);
    assertThat(names(checkout.copies())).hasSize(1).noneMatch(name -> name.startsWith("lock"));
  }

  @Test
  void whatWasBuiltRunsWhereNothingCanBeBuilt() throws Exception {
    Checkout checkout = Checkout.in(folder).withoutMaven();
    assertThat(checkout.run())
        .isEqualTo(
            new Result(
                1,
                "",
                "gan: Maven 3.8 or newer is needed to build, and mvn was not found: install it\n"));
    Path jar = checkout.built("20260101000000");
    assertThat(checkout.run().err()).isEmpty();
    checkout.change();

    Result result = checkout.run();

    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .startsWith("gan: the sources are newer than what was built, which runs now; Maven 3.8");
    assertThat(result.out().lines()).contains(jar.toString(), "org.gan4j.cli.Gan");
  }

  @Test
  void theNewestCopyRunsWithoutABuild() throws Exception {
    Checkout checkout = Checkout.in(folder);
    checkout.built("20260101000000");
    Path jar = checkout.built("20260102000000");
    Files.createDirectories(checkout.copies().resolve("20260103000000.part"));

    Result result = checkout.run("train");

    assertThat(result.out().lines()).contains(jar.toString()).endsWith("train");
    assertThat(checkout.home().resolve("builds")).doesNotExist();
  }

  @Test
  void aBuildLeavesTheLastCopyAndThoseThatRun() throws Exception {
    Checkout checkout = Checkout.in(folder);
    Path running = checkout.built("20260101000000");
    checkout.built("20260102000000");
    checkout.built("20260103000000");
    checkout.change();
    Files.createFile(checkout.home().resolve("go"));
    Process process = new ProcessBuilder("sh", "-c", "read line", "sh", running.toString()).start();

    assertThat(checkout.run().exitCode()).isZero();

    assertThat(names(checkout.copies()))
        .hasSize(3)
        .contains("20260101000000", "20260103000000")
        .doesNotContain("20260102000000");
    process.destroy();
  }

  @Test
  void aMovedCheckoutRunsItsOwnCopy() throws Exception {
    Checkout checkout = Checkout.in(folder);
    checkout.built("20260101000000");
    Path moved = Files.move(checkout.home(), folder.resolve("elsewhere"));

    Result result = run(Map.of("PATH", folder.resolve("bin").toString()), moved + "/gan", "models");

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains(moved + "/gan-examples/target/gan/20260101000000/gan.jar");
    assertThat(result.out()).doesNotContain(checkout.home().toString());
  }

  @Test
  void closedStandardStreamsAreNotLeftToTheNextFiles() throws Exception {
    Checkout checkout = Checkout.in(folder);
    checkout.built("20260101000000");

    assertThat(checkout.shell("./gan models <&- >&- 2>&-").exitCode()).isZero();

    assertThat(checkout.home().resolve("closed")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"C, C.UTF-8", "POSIX, C.UTF-8", "nowhere, C.UTF-8", "C.UTF-8, C.UTF-8"})
  void aLocaleWithoutLettersIsReplaced(String locale, String used) throws Exception {
    Checkout checkout = Checkout.in(folder).with("LC_ALL", locale);
    assumeTrue(checkout.shell("LC_ALL=C.UTF-8 locale charmap").out().equals("UTF-8\n"));
    checkout.built("20260101000000");

    assertThat(checkout.run().out().lines()).startsWith(used);
  }

  @Test
  @Timeout(120)
  void filesOfAnyNameAreReadWhereTheLocaleIsC() throws Exception {
    Checkout checkout = Checkout.in(folder).withRealJava().with("LC_ALL", "C");
    checkout.built("20260101000000");
    ImageIO.write(
        new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY),
        "png",
        checkout.home().resolve("a.png").toFile());
    String names =
        "$'gr\\xc3\\xbcn/a b.png' $'gr\\xc3\\xbcn/\\xe7\\x8c\\xab\\xf0\\x9f\\x90\\xb1.png' $'gr\\xc3\\xbcn/\\xff.png'";

    Result result =
        checkout.shell(
            "mkdir $'gr\\xc3\\xbcn'; for f in %s; do cat a.png >\"$f\"; done;".formatted(names)
                + " ./gan info $'gr\\xc3\\xbcn'");

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("gr\u00fcn").contains("3");
    assertThat(result.exitCode()).isZero();
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

  private static void await(Path file, Process writer) throws Exception {
    while (!Files.exists(file) || Files.size(file) == 0) {
      assertThat(writer.waitFor(50, TimeUnit.MILLISECONDS)).as("ended before").isFalse();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
