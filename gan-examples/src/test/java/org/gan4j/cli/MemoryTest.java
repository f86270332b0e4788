package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTest {
  private final String before = System.getProperty(Memory.LIMIT);

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(Memory.LIMIT);
    } else {
      System.setProperty(Memory.LIMIT, before);
    }
  }

  @Test
  void processIsLimitedToLessThanThereIs() {
    System.clearProperty(Memory.LIMIT);
    Memory.bound();
    assertThat(Long.getLong(Memory.LIMIT)).isBetween(Memory.total() / 2, Memory.total() - 1);
  }

  @Test
  void whatTheUserSaysStays() {
    System.setProperty(Memory.LIMIT, "123M");
    Memory.bound();
    assertThat(System.getProperty(Memory.LIMIT)).isEqualTo("123M");
  }

  @Test
  void shareOfAContainerIsReadFromBothVersionsOfItsFiles(@TempDir Path cgroup) throws IOException {
    assertThat(Memory.quota(cgroup)).isEmpty();
    Path first = Files.createDirectory(cgroup.resolve("cpu"));
    Files.writeString(first.resolve("cpu.cfs_period_us"), "100000\n");
    Files.writeString(first.resolve("cpu.cfs_quota_us"), "-1\n");
    assertThat(Memory.quota(cgroup)).isEmpty();
    Files.writeString(first.resolve("cpu.cfs_quota_us"), "150000\n");
    assertThat(Memory.quota(cgroup)).hasValue(150);

    Files.writeString(cgroup.resolve("cpu.max"), "max 100000\n");
    assertThat(Memory.quota(cgroup)).isEmpty();
    Files.writeString(cgroup.resolve("cpu.max"), "50000 100000\n");
    assertThat(Memory.quota(cgroup)).hasValue(50);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Java heap space                                 | GAN_JAVA_OPTS=-Xmx4g, or use a smaller --batch-size
          GC overhead limit exceeded                      | GAN_JAVA_OPTS=-Xmx4g, or use a smaller --batch-size
          physicalBytes (258M) > maxPhysicalBytes (250M)  | org.bytedeco.javacpp.maxphysicalbytes): use a smaller
          totalBytes (4K + 9K) > maxBytes (10K)           | org.bytedeco.javacpp.maxphysicalbytes): use a smaller
          unable to create native thread: possibly out of | OMP_NUM_THREADS=2
          Requested array size exceeds VM limit           | whatever memory there is: use a smaller
          Cannot reserve 9 bytes of direct buffer memory  | -XX:MaxDirectMemorySize
          Direct buffer memory                            | -XX:MaxDirectMemorySize
          Metaspace                                       | -XX:MaxMetaspaceSize
          Compressed class space                          | -XX:MaxMetaspaceSize
          """)
  void eachMemoryHasItsAdvice(String message, String advice) {
    assertThat(MemoryAdvice.of(new OutOfMemoryError(message)))
        .hasValueSatisfying(
            text ->
                assertThat(text).startsWith("out of memory (" + message + "): ").contains(advice));
  }

  @Test
  void causeSaysMoreThanWhatItCaused() {
    OutOfMemoryError error = new OutOfMemoryError("Cannot allocate new LongPointer(1)");
    error.initCause(new OutOfMemoryError("Physical memory usage is too high: maxPhysicalBytes"));
    assertThat(MemoryAdvice.of(new IllegalStateException(error)))
        .hasValueSatisfying(text -> assertThat(text).contains("outside Java's heap"));
    assertThat(MemoryAdvice.of(new IllegalStateException("else"))).isEmpty();
  }
}
