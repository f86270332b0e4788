package org.gan4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipFile;
import org.gan4j.GanException;

/** Explains one kind of file or folder to the user of {@code gan info}. */
interface Explainer {
  /** Whether a path looks like one of this kind; it may turn out to be damaged. */
  boolean knows(Path path);

  /**
   * Tells what it is.
   *
   * @param path that {@link #knows} has said yes to
   * @throws GanException if it is damaged
   */
  Table explain(Path path);

  /** Whether a file's name ends in something, in small letters or large. */
  static boolean ends(Path file, String extension) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(extension);
  }

  /** Whether a file begins as zip archives do. */
  static boolean isZip(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 'P' && in.read() == 'K';
    } catch (IOException e) {
      throw new GanException("%s cannot be read (%s)".formatted(file, e), e);
    }
  }

  /** Whether a file is a whole zip archive with a part of a name. */
  static boolean hasPart(Path file, String name) {
    if (!isZip(file)) {
      return false;
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.getEntry(name) != null;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
