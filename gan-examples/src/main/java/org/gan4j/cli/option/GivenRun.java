package org.gan4j.cli.option;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gan4j.GanException;
import org.gan4j.run.ConfigFile;
import org.gan4j.run.FileKind;
import org.gan4j.run.RunFolder;

/** The run that is meant by a path: of its folder, or near it. */
public final class GivenRun {
  private static final int MOST_NAMED = 5;

  private GivenRun() {}

  /**
   * {@return the folder of a run}
   *
   * @param path of the folder, or of one in it, as its checkpoints or its samples
   * @throws GanException if it is none; the message says where one is
   */
  public static RunFolder open(Path path) {
    return Optional.of(path)
        .filter(folder -> Files.exists(folder.resolve(ConfigFile.NAME)))
        .or(() -> Files.isDirectory(path) ? around(path) : Optional.empty())
        .map(RunFolder::new)
        .orElseThrow(() -> missing(path));
  }

  /** Returns what says why there is no run at a path, and where there is one. */
  private static GanException missing(Path path) {
    if (Files.isRegularFile(path)) {
      return isCheckpoint(path)
          ? checkpoint(path)
          : new GanException(
              "%s is a file, not the folder of a run, as gan train makes one".formatted(path));
    }
    if (!Files.isDirectory(path)) {
      Path usual = Path.of("runs").resolve(path);
      String near = isRun(usual) ? "; did you mean %s?".formatted(usual) : "";
      return new GanException("there is no folder %s: gan train makes one%s".formatted(path, near));
    }
    List<Path> inside = inside(path);
    String near =
        inside.isEmpty()
            ? ""
            : "; there are runs in it: "
                + inside.stream().limit(MOST_NAMED).map(Path::toString).collect(joining(", "));
    return new GanException(
        "%s is no run folder (it has no config.json): gan train makes one%s".formatted(path, near));
  }

  /**
   * {@return whether a file is called as checkpoints are}
   *
   * @param file that need not be one
   */
  public static boolean isCheckpoint(Path file) {
    return Files.isRegularFile(file) && FileKind.ends(file, ".ckpt");
  }

  /**
   * {@return what says which run a checkpoint is of}
   *
   * @param file that need not be one
   */
  public static GanException checkpoint(Path file) {
    String run =
        around(file.toAbsolutePath().getParent())
            .map(folder -> given(file, folder).toString())
            .orElse("DIR");
    return new GanException(
        ("%s is one checkpoint of a run: give the folder of the run, %s, whose newest checkpoint is"
                + " taken, and where there is --best, the best with that")
            .formatted(file, run));
  }

  /** As the user would write it: relative to the same folder as the checkpoint. */
  private static Path given(Path file, Path run) {
    Path near = file.getParent() == null ? null : file.getParent().getParent();
    return near != null && isRun(near) ? near : run;
  }

  private static Optional<Path> around(Path part) {
    Path parent = part.getParent();
    return Optional.ofNullable(parent == null ? part.toAbsolutePath().getParent() : parent)
        .filter(GivenRun::isRun);
  }

  private static boolean isRun(Path folder) {
    return Files.isRegularFile(folder.resolve(ConfigFile.NAME));
  }

  private static List<Path> inside(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(GivenRun::isRun).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
