package org.gan4j.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipFile;
import org.gan4j.GanException;

/** What a file looks like, by its name or by its first bytes. */
public final class FileKind {
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
}
