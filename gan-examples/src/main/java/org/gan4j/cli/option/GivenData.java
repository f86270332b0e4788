package org.gan4j.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.gan4j.GanException;
import org.gan4j.data.folder.DataFile;
import org.gan4j.run.ConfigFile;
import org.gan4j.run.DataKind;
import org.gan4j.run.DataSpec;
import org.gan4j.run.FileKind;
import org.gan4j.run.NamePattern;
import org.gan4j.run.UserPath;

/**
 * The data that are meant by what is given as {@code --data}, also by a path without the kind of
 * data before it.
 */
public final class GivenData {
  private GivenData() {}

  /**
   * {@return the data that are meant, without reading them yet}
   *
   * @param text a kind of data and its place, or a path to something that tells itself what it is
   * @throws GanException if a path leads to something else than data; the message says what to do
   * @throws IllegalArgumentException if there are none; the message lists those that there are
   */
  public static DataSpec parse(String text) {
    return parse(text, Path.of(""));
  }

  /** The same, where relative paths begin in a folder. */
  static DataSpec parse(String text, Path base) {
    return DataSpec.named(text, base)
        .or(() -> guessed(text, base).flatMap(full -> DataSpec.named(full, base)))
        .orElseThrow(() -> DataSpec.unknown(text))
        .telling(AdviceInOptions::of);
  }

  private static Optional<String> guessed(String text, Path base) {
    return text.isEmpty() ? Optional.empty() : full(base.resolve(UserPath.of(text)), text);
  }

  /**
   * Returns the text with the kind before it.
   *
   * @param path that was given alone
   * @param text that it was given as
   * @return nothing if there is nothing there, and the text may be something else than a path
   * @throws GanException if there is something else than data, or no file of such a name; the
   *     message says what to do
   */
  private static Optional<String> full(Path path, String text) {
    if (Files.isDirectory(path)) {
      checkNoRun(path);
    }
    if (Files.exists(path)) {
      return Optional.of(kind(path, text).name() + ":" + text);
    }
    Path folder = path.toAbsolutePath().getParent();
    boolean files = NamePattern.isPattern(text) && folder != null && Files.isDirectory(folder);
    if (files && FileKind.isArray(path)) {
      return Optional.of("npy:" + text);
    }
    if (files && DataFile.isPicture(path)) {
      throw new GanException(
          "--data takes the folder of pictures, not their names: --data images:" + parent(text));
    }
    if (text.matches("[^:,]*") && isNamedAsFile(path, text)) {
      throw new GanException(
          "there is no file or folder %s to take data from. Check the path.".formatted(path));
    }
    return Optional.empty();
  }

  /** Whether a text is the name of a file that is not there, rather than that of data. */
  private static boolean isNamedAsFile(Path path, String text) {
    return text.contains("/")
        || FileKind.isArray(path)
        || DataFile.isPicture(path)
        || ends(path, "gz", "zip", "tar", "tgz");
  }

  private static String parent(String text) {
    int end = text.lastIndexOf('/');
    return end < 0 ? "." : text.substring(0, Math.max(1, end));
  }

  private static void checkNoRun(Path folder) {
    if (Files.exists(folder.resolve(ConfigFile.NAME))
        && Files.exists(folder.resolve("machine.json"))) {
      throw new GanException(
          "%s is the folder of a run, and --data takes pictures to train on; go on with the run by --resume %s"
              .formatted(folder, folder));
    }
  }

  private static DataKind kind(Path path, String text) {
    return DataKind.ALL.stream()
        .filter(kind -> kind.told().test(path))
        .findFirst()
        .orElseGet(() -> Files.isDirectory(path) ? anyFolder(path) : noData(path, text));
  }

  private static DataKind anyFolder(Path folder) {
    if (FileKind.anyOf(folder, 1, FileKind::isArray)) {
      throw new GanException(
          "--data takes files of arrays, not their folder: name one, or one for each class: --data npy:%s/FILE[,FILE...]"
              .formatted(folder));
    }
    return DataKind.IMAGES; // which says that there are none
  }

  private static DataKind noData(Path file, String text) {
    if (DataFile.isPicture(file)) {
      throw new GanException(
          "%s is one picture, and --data takes a folder of them: --data images:%s"
              .formatted(file, parent(text)));
    }
    String name = file.getFileName().toString();
    if (FileKind.isZip(file)) {
      String stem = name.replaceFirst("\\.[^.]*$", "");
      throw new GanException(
          "%s is an archive: unpack it (unzip %s -d %s), then --data images:%s"
              .formatted(file, file, stem, stem));
    }
    if (name.toLowerCase(Locale.ROOT).matches(".*\\.(tar|tgz|tar\\.(gz|bz2|xz))")) {
      throw new GanException(
          "%s is an archive: unpack it (tar -xf %s), then --data images:FOLDER"
              .formatted(file, file));
    }
    throw new GanException(
        "%s is no data that gan knows; there are: %s".formatted(file, DataKind.list()));
  }

  private static boolean ends(Path file, String... endings) {
    return Arrays.stream(endings).anyMatch(ending -> FileKind.ends(file, "." + ending));
  }
}
