package org.gan4j.guides;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that are built. */
public final class Sources {
  /** Every module. */
  public static final List<Path> MODULES =
      Stream.of("gan-core", "gan-models", "gan-examples").map(Page.ROOT::resolve).toList();

  private Sources() {}

  /** Returns the files below a folder whose names end so, sorted; none if there is no folder. */
  public static Stream<Path> in(Path folder, int depth, String ending) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.find(folder, depth, (file, facts) -> facts.isRegularFile())) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the Java below a folder of each module. */
  public static Stream<Path> java(String folder) {
    return MODULES.stream().flatMap(module -> in(module.resolve(folder), 99, ".java"));
  }

  /** Returns the text of a file. */
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
