package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativesAdviceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /t/libx.so: failed to map segment from shared object      | -Dorg.bytedeco.javacpp.cachedir=DIR
          Could not create the cache: Set the property              | -Dorg.bytedeco.javacpp.cachedir=DIR
          libopenblas.so.0: cannot open shared object file: No such | delete that folder
          /t/libx.so: file too short                                | delete that folder
          no jnijavacpp in java.library.path: /usr/java/packages    | docs/natives.md
          """)
  void eachReasonHasItsAdvice(String reason, String advice) {
    assertThat(NativesAdvice.advice(reason, false)).contains(advice);
    assertThat(NativesAdvice.advice(reason, true)).contains("glibc").doesNotContain(advice);
  }

  @Test
  void muslIsSeenAmongTheLibrariesOfTheProcess(@TempDir Path folder) throws IOException {
    Path maps = folder.resolve("maps");
    assertThat(NativesAdvice.musl(maps)).isFalse();
    Files.writeString(maps, "7f00-7f01 r-xp 0 08:01 1  /usr/lib/x86_64-linux-gnu/libc.so.6\n");
    assertThat(NativesAdvice.musl(maps)).isFalse();
    Files.writeString(maps, "7f00-7f01 r-xp 0 08:01 1  /lib/ld-musl-x86_64.so.1\n");
    assertThat(NativesAdvice.musl(maps)).isTrue();
  }

  @Test
  void failuresOfNativesAreToldFromOthers() {
    assertThat(
            NativesAdvice.of(
                new NoClassDefFoundError(
                    "Could not initialize class org.nd4j.linalg.factory.Nd4j")))
        .isPresent();
    assertThat(NativesAdvice.of(new IllegalStateException(new UnsatisfiedLinkError("x"))))
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("the natives cannot be loaded (").contains("x"));
    assertThat(NativesAdvice.of(new IllegalStateException("x"))).isEmpty();
  }

  /** As Java says of a class that could not start because another could not. */
  @Test
  void startThatFailedForNativesIsToldFromOneThatFailedByItself() {
    assertThat(NativesAdvice.of(new NoClassDefFoundError("org/bytedeco/javacpp/Loader")))
        .isPresent();
    assertThat(
            NativesAdvice.of(
                new NoClassDefFoundError("Could not initialize class org.gan4j.A")
                    .initCause(
                        new ExceptionInInitializerError("Exception org.nd4j.X: no backend"))))
        .isPresent();
    assertThat(NativesAdvice.of(new NoClassDefFoundError("com/example/Layer"))).isEmpty();
    assertThatThrownBy(Broken::start)
        .isInstanceOfSatisfying(
            ExceptionInInitializerError.class,
            broken -> assertThat(NativesAdvice.of(broken)).isEmpty());
    assertThatThrownBy(Broken::start)
        .isInstanceOfSatisfying(
            NoClassDefFoundError.class, after -> assertThat(NativesAdvice.of(after)).isEmpty());
  }

  private static final class Broken {
    private static final int NUMBER = Integer.parseInt("none");

    static int start() {
      return NUMBER;
    }
  }

  @Test
  void userWithoutANameHasAHomeAllTheSame() {
    String before = System.getProperty("user.home");
    try {
      System.setProperty("user.home", "?");
      Home.ensure();
      Path home = Path.of(System.getProperty("user.home"));
      assertThat(home).isAbsolute().isDirectory().isWritable();
      System.setProperty("user.home", "?");
      Home.ensure();
      assertThat(Path.of(System.getProperty("user.home"))).isEqualTo(home);
      System.setProperty("user.home", "/nowhere/at/all");
      Home.ensure();
      assertThat(System.getProperty("user.home")).isEqualTo("/nowhere/at/all");
    } finally {
      System.setProperty("user.home", before);
    }
  }
}
