package org.gan4j.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes a file beside its place and then puts it there, so that whoever reads meanwhile, or after
 * a failure, finds the old file or the new one and nothing between. What is in place is on the
 * disk: the power may go. Symbolic links are followed and stay; a file that is replaced hands its
 * permissions and, where the system allows it, its owner on. Devices, pipes and open files such as
 * {@code /dev/stdout} are never replaced: they are written to.
 *
 * <p>A thread that is interrupted writes its file whole, and stays interrupted.
 */
public final class WholeFile {
  private WholeFile() {}

  /** Writes what belongs into a file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes all of it.
     *
     * @param out buffered; it is closed by who gives it
     * @throws IOException if that fails; no file will appear
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, in place of one that may be there.
   *
   * @param file where to; its folder has to exist
   * @param content writes what is to be in it, of any length
   * @throws IOException if writing fails, or a folder or a circle of links is in the place; what
   *     was there is as it was
   */
  public static void write(Path file, Content content) throws IOException {
    Destination destination = Destination.of(file);
    if (destination.special()) {
      try (OutputStream out = new BufferedOutputStream(destination.open())) {
        content.writeTo(out);
      }
    } else {
      replace(destination, content);
    }
  }

  /**
   * {@return whether a file is there that {@link #write} would replace}
   *
   * @param file that could be written
   * @throws IOException if that cannot be found out, or a folder or a circle of links is there
   */
  public static boolean wouldReplace(Path file) throws IOException {
    Destination destination = Destination.of(file);
    return destination.exists() && !destination.special();
  }

  private static void replace(Destination destination, Content content) throws IOException {
    Path target = destination.path();
    // Not createTempFile: its files, and so this one, could be read by their owner only.
    Path part =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
    Optional<Rights> rights = destination.exists() ? Rights.of(target) : Optional.empty();
    try {
      fill(part, content, rights);
      move(part, target);
      sync(target.getParent());
    } finally {
      Files.deleteIfExists(part); // there only if something failed
    }
  }

  /**
   * Makes the folder that a file will be in, and those above it, if they are not there.
   *
   * @param file that will be written
   * @throws IOException if that fails
   */
  public static void makeFolderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    // Asked first, because createDirectories refuses a symbolic link to a folder on Java 17.
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }

  private static void fill(Path part, Content content, Optional<Rights> rights) throws IOException {
    FileAttribute<?>[] attributes = rights.map(r -> Rights.PRIVATE).orElse(new FileAttribute<?>[0]);
    Files.createFile(part, attributes);
    // Not a FileChannel, which an interrupted thread would close before all is written.
    try (FileOutputStream file = new FileOutputStream(part.toFile())) {
      OutputStream out = new BufferedOutputStream(file);
      content.writeTo(out);
      out.flush();
      if (rights.isPresent()) {
        rights.get().giveTo(part);
      }
      file.getFD().sync();
    }
  }

  /** Puts the new name on the disk, as {@link #fill} does with what is in the file. */
  private static void sync(Path folder) {
    boolean interrupted = Thread.interrupted(); // which closes channels
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folders, and some file systems sync none: the file itself is whole.
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
