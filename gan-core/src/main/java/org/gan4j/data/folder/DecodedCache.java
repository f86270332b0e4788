package org.gan4j.data.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gan4j.ImageShape;
import org.gan4j.data.MappedImages;
import org.gan4j.file.WholeFile;

/**
 * A folder of decoded images: a file for each folder and way of reading it. What was not used for
 * the longest time is deleted where there would be more than a number of bytes. Several processes
 * may use it at once.
 *
 * @param folder made when it is needed
 * @param most bytes in it; a single file may be larger
 * @param least bytes of a folder's images that are worth an entry
 */
record DecodedCache(Path folder, long most, long least) {
  private static final String ENDING = ".pixels";
  private static final String SHAPE = ".shape";
  private static final String PART = ".part";
  private static final Duration FORGOTTEN = Duration.ofDays(1); // by a process that was killed
  private static final long SPARE = 1L << 28; // on the disk

  /** An entry of the cache: what it is, and the images, which stay in their file. */
  record Entry(DecodedFile about, MappedImages images) {
    private static Entry read(Path file) throws IOException {
      DecodedFile about = DecodedFile.read(file);
      return new Entry(about, about.images(file));
    }
  }

  /** {@return the entry of a name, if there is one that is whole} */
  Optional<Entry> find(String name) {
    Path file = file(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Entry entry = Entry.read(file);
      touch(file);
      return Optional.of(entry);
    } catch (IOException | RuntimeException e) { // or what damaged numbers lead to
      return Optional.empty(); // to be made again
    }
  }

  /** {@return what was remembered of a folder's files} */
  Optional<CommonShape> shape(String name) {
    try {
      return Optional.of(CommonShape.parse(Files.readString(folder.resolve(name + SHAPE))));
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // to be found out again
    }
  }

  /** Remembers what was found out by reading many files; that it cannot be kept is no error. */
  void remember(String name, CommonShape shape) {
    Path file = folder.resolve(name + SHAPE);
    try {
      WholeFile.makeFolderOf(file);
      WholeFile.write(file, out -> out.write(shape.text().getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      // found out again the next time
    }
  }

  private Path file(String name) {
    return folder.resolve(name + ENDING);
  }

  /** Used just now; that it was is not worth an error. */
  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // a folder that may only be read
    }
  }

  /**
   * Writes an entry, in place of one that may be there.
   *
   * @param bytes about as many as it will have
   * @throws IOException if there is no room, or writing fails; there is no new entry then
   */
  Entry write(String name, ImageShape shape, long bytes, DecodedFile.Pixels pixels)
      throws IOException {
    Path file = file(name);
    WholeFile.makeFolderOf(file);
    evict(bytes);
    long room = Files.getFileStore(folder).getUsableSpace();
    if (room < bytes + SPARE) {
      throw new IOException(
          "there is room for %,d MB, and %,d are needed"
              .formatted(room / 1_000_000, (bytes + SPARE) / 1_000_000));
    }
    Path part = folder.resolve("." + name + "." + UUID.randomUUID() + PART);
    part.toFile().deleteOnExit(); // also where the user ends the process meanwhile
    try {
      DecodedFile.write(part, shape, pixels);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return Entry.read(file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void evict(long bytes) throws IOException {
    long sum = bytes;
    for (Path file : files()) { // the newest first
      sum += size(file);
      if (sum > most || isForgotten(file)) {
        file.toFile().delete(); // or it stays: another system does not delete what is in use
      }
    }
  }

  private static boolean isForgotten(Path file) {
    return file.toString().endsWith(PART)
        && changed(file).toInstant().isBefore(Instant.now().minus(FORGOTTEN));
  }

  /** {@return what is in the folder, the last used first} */
  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING) || file.toString().endsWith(PART))
          .sorted(Comparator.comparing(DecodedCache::changed).reversed())
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0); // deleted by another process just now
    }
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  /** {@return how many folders' images there are, and their size, for people} */
  String described() {
    if (!Files.isDirectory(folder)) {
      return folder + " (nothing yet)";
    }
    try {
      List<Path> entries = files().stream().filter(f -> f.toString().endsWith(ENDING)).toList();
      return "%s (%,d sets, %,d MB of %,d at most; delete it to have the room)"
          .formatted(
              folder,
              entries.size(),
              entries.stream().mapToLong(DecodedCache::size).sum() / 1_000_000,
              most / 1_000_000);
    } catch (IOException e) {
      return folder + " (it cannot be read)";
    }
  }
}
