package org.gan4j.run;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.gan4j.GanException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a second process out of a folder. The system lets go of it, however the process ends. */
final class RunLock {
  private static final Logger log = LoggerFactory.getLogger(RunLock.class);

  private RunLock() {}

  /** How a file is locked. */
  interface Locking {
    /** Returns the lock, or null if another process has it. */
    FileLock lock(FileChannel channel) throws IOException;
  }

  /**
   * Does something that no other process may do meanwhile. Where the file system has no locks, as
   * some on networks, it is done all the same, with a warning.
   *
   * @param file which says by being locked, not by being there; made if it is not there
   * @param work to do
   * @throws GanException if another process holds the lock
   */
  static void hold(Path file, Runnable work) {
    hold(file, work, FileChannel::tryLock);
  }

  static void hold(Path file, Runnable work, Locking locking) {
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
      if (isTaken(channel, file, locking)) {
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
        FileLock lock = lock(channel, FileChannel::tryLock)) {
      return lock == null;
    } catch (IOException e) {
      return false; // not there, or one may not write to it, nor then train
    }
  }

  private static boolean isTaken(FileChannel channel, Path file, Locking locking) {
    try {
      return lock(channel, locking) == null;
    } catch (IOException e) {
      log.warn(
          "the file system of {} has no locks ({}): see to it that nothing else trains in that folder",
          folder(file),
          e.getMessage());
      return false;
    }
  }

  /** Returns null if somebody else has it, in this process too. */
  private static FileLock lock(FileChannel channel, Locking locking) throws IOException {
    try {
      return locking.lock(channel);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static Path folder(Path file) {
    return file.toAbsolutePath().getParent();
  }
}
