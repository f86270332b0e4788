package org.gan4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of a run that was trained once for several tests, each of which goes on otherwise. */
final class RunCopy {
  private RunCopy() {}

  /** Copies a run's folder to where there is none yet, and returns that. */
  static Path of(Path run, Path copy) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.toList()) { // folders before what is in them
        Files.copy(file, copy.resolve(run.relativize(file).toString()));
      }
    }
    return copy;
  }
}
