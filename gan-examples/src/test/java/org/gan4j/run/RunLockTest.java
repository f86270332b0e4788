package org.gan4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.gan4j.GanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir private Path folder;
  private final AtomicInteger done = new AtomicInteger();

  private Path file() {
    return folder.resolve("lock");
  }

  /** What NFS without its lock daemon says, and some of FUSE and SMB. */
  @Test
  void workIsDoneWhereTheFileSystemHasNoLocks() {
    RunLock.hold(
        file(),
        done::incrementAndGet,
        channel -> {
          throw new IOException("No locks available");
        });
    assertThat(done).hasValue(1);
  }

  @Test
  void workIsNotDoneWhereSomebodyElseHasTheLock() {
    assertThatThrownBy(() -> RunLock.hold(file(), done::incrementAndGet, channel -> null))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("another process trains in");
    RunLock.hold(
        file(),
        () ->
            assertThatThrownBy(() -> RunLock.hold(file(), done::incrementAndGet))
                .hasMessageContaining("another process trains in"));
    assertThat(done).hasValue(0);
  }

  @Test
  void lockIsSeenByOthersWhileItIsHeldOnly() {
    RunLock.hold(file(), () -> assertThat(RunLock.isHeld(file())).isTrue());
    assertThat(RunLock.isHeld(file())).isFalse();
  }

  @Test
  void folderThatMayNotBeWrittenToIsRefused() {
    Path nowhere = folder.resolve("missing").resolve("lock");
    assertThatThrownBy(() -> RunLock.hold(nowhere, done::incrementAndGet))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("cannot be locked");
    assertThat(done).hasValue(0);
  }
}
