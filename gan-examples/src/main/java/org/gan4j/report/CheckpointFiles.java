package org.gan4j.report;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gan4j.GanException;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.checkpoint.Checkpoints;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Which checkpoints of a run are there. */
final class CheckpointFiles {
  private final Checkpoints checkpoints;
  private Map<Path, Long> seen = Map.of();
  private Optional<Checkpoint> best = Optional.empty();

  CheckpointFiles(Path folder) {
    checkpoints = Checkpoints.in(folder);
  }

  /** Returns the step of the last one, 0 if there is none. */
  long lastStep() {
    return last().map(CheckpointFiles::step).orElse(0L);
  }

  /** Adds the {@code lastCheckpoint} and the {@code bestCheckpoint} to an object, if there are. */
  void writeTo(ObjectNode object) {
    last().ifPresent(file -> describe(object.putObject("lastCheckpoint"), file));
    best()
        .ifPresent(
            best ->
                describe(object.putObject("bestCheckpoint"), best.file())
                    .put("score", best.score().orElseThrow()));
  }

  private Optional<Path> last() {
    List<Path> files = checkpoints.files();
    return files.isEmpty() ? Optional.empty() : Optional.of(files.get(files.size() - 1));
  }

  /** To read them takes time, and so is done only when there are others. */
  private Optional<Checkpoint> best() {
    Map<Path, Long> present = new HashMap<>();
    checkpoints.files().forEach(file -> present.put(file, file.toFile().lastModified()));
    if (!present.equals(seen)) {
      best = readBest();
      seen = present;
    }
    return best;
  }

  private Optional<Checkpoint> readBest() {
    try {
      return checkpoints.best();
    } catch (GanException e) {
      return Optional.empty(); // deleted meanwhile, since a better one has come
    }
  }

  private static ObjectNode describe(ObjectNode object, Path file) {
    return object.put("file", "checkpoints/" + file.getFileName()).put("step", step(file));
  }

  private static long step(Path file) {
    return Long.parseLong(file.getFileName().toString().replace(".ckpt", ""));
  }
}
