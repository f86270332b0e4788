package org.gan4j.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The scores of checkpoints, each file read once. */
final class Scores {
  private final Function<Path, Optional<Checkpoint>> reader;
  private final Map<Version, Optional<Score>> known = new HashMap<>();

  /** A file as it was written once; that of the last step may be written again with a score. */
  private record Version(Path file, FileTime written) {
    static Version of(Path file) {
      try {
        return new Version(file, Files.getLastModifiedTime(file));
      } catch (IOException e) { // deleted meanwhile
        return new Version(file, FileTime.fromMillis(0));
      }
    }
  }

  private record Score(double value, String by) {
    static Optional<Score> of(OptionalDouble value, String by) {
      return value.isPresent() ? Optional.of(new Score(value.getAsDouble(), by)) : Optional.empty();
    }
  }

  /** Creates scores that nothing is known of yet; what cannot be read has none. */
  Scores(Function<Path, Optional<Checkpoint>> reader) {
    this.reader = reader;
  }

  /** Remembers what was just written. */
  void put(Path file, OptionalDouble score, String by) {
    known.put(Version.of(file), Score.of(score, by));
  }

  /**
   * Returns the file of the lowest score.
   *
   * @param files from the oldest to the newest
   * @param by what scores are of, else that which the newest score is of
   */
  Optional<Path> best(List<Path> files, Optional<String> by) {
    Map<Path, Score> scored = new LinkedHashMap<>();
    files.forEach(file -> score(file).ifPresent(score -> scored.put(file, score)));
    Optional<String> newest = scored.values().stream().map(Score::by).reduce((one, next) -> next);
    String wanted = by.or(() -> newest).orElse("");
    return scored.entrySet().stream()
        .filter(entry -> entry.getValue().by().equals(wanted))
        .min(Comparator.comparingDouble(entry -> entry.getValue().value()))
        .map(Map.Entry::getKey);
  }

  private Optional<Score> score(Path file) {
    return known.computeIfAbsent(
        Version.of(file),
        version -> reader.apply(file).flatMap(read -> Score.of(read.score(), read.scoredBy())));
  }
}
