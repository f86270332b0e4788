package org.gan4j.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.gan4j.GanException;

/** What a file looks like, by its name or by its first bytes, and what a folder has. */
public final class FileKind {
  private static final int LOOKED_AT = 2000; // files: enough to see what a folder is of

  private FileKind() {}

  /**
   * {@return whether a file's name ends in something, in small letters or large}
   *
   * @param file that need not be there
   * @param extension with its dot
   */
  public static boolean ends(Path file, String extension) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(extension);
  }

  /**
   * {@return whether a file begins as zip archives do}
   *
   * @param file that need not be there
   */
  public static boolean isZip(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 'P' && in.read() == 'K';
    } catch (IOException e) {
      throw new GanException("%s cannot be read (%s)".formatted(file, e), e);
    }
  }

  /**
   * {@return whether a file is a whole zip archive with a part of a name}
   *
   * @param file that need not be there
   * @param name of the part
   */
  public static boolean hasPart(Path file, String name) {
    if (!isZip(file)) {
      return false;
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.getEntry(name) != null;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * {@return whether a file is one of arrays, as NumPy writes them}
   *
   * @param file that need not be there
   */
  public static boolean isArray(Path file) {
    return Stream.of(".npy", ".npz", ".npy.gz").anyMatch(ending -> ends(file, ending))
        || begins(file, (byte) 0x93, 'N', 'U', 'M', 'P', 'Y');
  }

  private static boolean begins(Path file, int... start) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      for (int expected : start) {
        if ((byte) in.read() != (byte) expected) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false; // opening it says so
    }
  }

  /**
   * {@return whether what is at a path, or one of the first files of a folder, is such}
   *
   * @param path of a file or a folder
   * @param depth of the folders that are looked into, 1 for no other
   * @param what is asked of each file
   */
  public static boolean anyOf(Path path, int depth, Predicate<Path> what) {
    try (Stream<Path> files = Files.walk(path, depth)) {
      return files.limit(LOOKED_AT).filter(Files::isRegularFile).anyMatch(what);
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }
}
