package org.gan4j.cli;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.gan4j.GanException;

/** Keeps a second process out of a folder. The system lets go of it, however the process ends. */
final class RunLock {
  private RunLock() {}

  /**
   * Does something that no other process may do meanwhile.
   *
   * @param file which says by being locked, not by being there; made if it is not there
   * @param work to do
   * @throws GanException if another process holds the lock
   */
  static void hold(Path file, Runnable work) {
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
      if (lock(channel) == null) {
        throw new GanException(
            "another process trains in %s: wait until it ends, or stop it".formatted(folder(file)));
      }
      work.run();
    } catch (IOException e) {
      throw new GanException(
          "the folder %s cannot be locked (%s): train in a folder that you may write to"
              .formatted(folder(file), e),
          e);
    }
  }

  /** Whether somebody does something, in another process or in this one. */
  static boolean isHeld(Path file) {
    try (FileChannel channel = FileChannel.open(file, WRITE);
        FileLock lock = lock(channel)) {
      return lock == null;
    } catch (IOException e) {
      return false; // not there, or one may not write to it, nor then train
    }
  }

  /** Returns null if somebody else has it, in this process too. */
  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static Path folder(Path file) {
    return file.toAbsolutePath().getParent();
  }
}
