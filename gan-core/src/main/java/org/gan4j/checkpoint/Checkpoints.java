package org.gan4j.checkpoint;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gan4j.GanException;
import org.gan4j.file.WholeFile;
import org.gan4j.train.AdversarialTrainer;
import org.gan4j.train.Run;

/**
 * A folder of checkpoints, {@code NNNNNNNN.ckpt} by step, of which the newest few and the best one
 * are kept. One process at a time may write to it; any number may read.
 */
public final class Checkpoints {
  private static final int KEPT = 3;
  private static final Pattern NAME = Pattern.compile("\\d{8,18}\\.ckpt");
  private static final Pattern HALF_WRITTEN = Pattern.compile("\\.\\d{8,18}\\.ckpt\\..*\\.part");

  private final Path folder;
  private final int kept;
  private final Map<String, WholeFile.Content> more;
  private final Set<Path> written = new HashSet<>();
  private final Scores scores = new Scores(file -> read(file, message -> {}));
  private final Optional<String> scoredBy;

  private Checkpoints(
      Path folder, int kept, Map<String, WholeFile.Content> more, Optional<String> scoredBy) {
    this.folder = folder;
    this.kept = kept;
    this.more = more;
    this.scoredBy = scoredBy;
  }

  /**
   * {@return the checkpoints in a folder, of which the newest 3 and the best are kept}
   *
   * @param folder made when the first one is written, in a folder that is there
   */
  public static Checkpoints in(Path folder) {
    return new Checkpoints(folder, KEPT, Map.of(), Optional.empty());
  }

  /**
   * {@return the same checkpoints, of which another number is kept}
   *
   * @param newest how many, beside the best one, at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public Checkpoints keep(int newest) {
    checkArgument(newest >= 1, "at least one checkpoint is kept, not %s", newest);
    return new Checkpoints(folder, newest, more, scoredBy);
  }

  /**
   * {@return the same checkpoints, which keep something else beside, for example a configuration}
   *
   * @param name of the part: small letters, digits, dots and dashes
   * @param content of the part
   */
  public Checkpoints with(String name, WholeFile.Content content) {
    Map<String, WholeFile.Content> all = new LinkedHashMap<>(more);
    all.put(name, content);
    return new Checkpoints(folder, kept, all, scoredBy);
  }

  /**
   * {@return the same checkpoints, with scores of something: with those of anything else they are
   * not compared. Where nothing is said, the best one is that of whatever the newest score is of}
   *
   * @param what for example a measure, and what it was measured by
   */
  public Checkpoints scoredBy(String what) {
    return new Checkpoints(folder, kept, more, Optional.of(what));
  }

  /**
   * Writes a checkpoint without a score: {@code every(1000, checkpoints::save)}. After a failure it
   * does nothing, since the networks may stand within a step.
   *
   * @param run whose trainer to save
   * @throws GanException if writing fails; the older ones are as they were
   */
  public void save(Run run) {
    if (!run.failed()) {
      save(run.trainer());
    }
  }

  /**
   * Writes a checkpoint without a score.
   *
   * @param trainer between two steps
   * @throws GanException if writing fails; the older ones are as they were
   */
  public void save(AdversarialTrainer trainer) {
    save(trainer, OptionalDouble.empty());
  }

  /**
   * Writes a checkpoint, and then deletes those that are not to be kept: all but the newest and the
   * one with the lowest score, and those of later steps, from which the trainer has gone back.
   * Others of later steps, which could not be read, are renamed to {@code *.damaged}.
   *
   * @param trainer between two steps
   * @param score of the generator by any measure; lower is better
   * @throws GanException if writing fails, or the folder has a whole checkpoint of a later step
   *     that this object has not written; the others are as they were
   */
  public void save(AdversarialTrainer trainer, OptionalDouble score) {
    makeFolder();
    refuseLater(trainer.steps());
    Path file = folder.resolve(name(trainer.steps()));
    Checkpoint.write(file, trainer, score, scoredBy.orElse(null), more);
    written.add(file);
    scores.put(file, score, scoredBy.orElse(""));
    prune(trainer.steps());
  }

  /** A run that begins anew does not delete one that it should have gone on with. */
  private void refuseLater(long step) {
    for (Path later : files()) {
      boolean foreign = step(later) > step && !written.contains(later);
      if (foreign && read(later, damaged -> {}).isPresent()) {
        throw new GanException(
            "%s is of a later step than %s, at which a trainer is to be saved beside it: restore it into the"
                    .formatted(later, step)
                + " trainer, or save in another folder");
      }
    }
  }

  private static String name(long step) {
    return String.format(Locale.ROOT, "%08d.ckpt", step);
  }

  /** The last folder only: where those above are gone, somebody has removed the run. */
  private void makeFolder() {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(folder);
      }
    } catch (IOException e) {
      throw new GanException(
          "the folder %s cannot be made (%s): is the one that it is in still there?"
              .formatted(folder, e),
          e);
    }
  }

  private void prune(long step) {
    List<Path> upToNow = files().stream().filter(file -> step(file) <= step).toList();
    Set<Path> keep =
        new HashSet<>(upToNow.subList(Math.max(0, upToNow.size() - kept), upToNow.size()));
    bestOf(upToNow).ifPresent(keep::add);
    list(HALF_WRITTEN).forEach(Checkpoints::delete);
    for (Path file : files()) {
      if (step(file) > step && !written.contains(file)) {
        setAside(file); // damaged, as far as this program can tell
      } else if (!keep.contains(file)) {
        delete(file);
      }
    }
  }

  private static void setAside(Path file) {
    try {
      Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"), REPLACE_EXISTING);
    } catch (IOException e) {
      throw new GanException(
          "the checkpoint %s, which cannot be read, cannot be renamed (%s)".formatted(file, e), e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new GanException("the old checkpoint %s cannot be deleted (%s)".formatted(file, e), e);
    }
  }

  /** {@return the files of all checkpoints, whole or not, by step} */
  public List<Path> files() {
    List<Path> files = new ArrayList<>(list(NAME));
    files.sort(Comparator.comparingLong(Checkpoints::step));
    return files;
  }

  private List<Path> list(Pattern names) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> names.matcher(file.getFileName().toString()).matches()).toList();
    } catch (IOException e) {
      throw new GanException("the folder %s cannot be read (%s)".formatted(folder, e), e);
    }
  }

  private static long step(Path file) {
    return Long.parseLong(file.getFileName().toString().replace(".ckpt", ""));
  }

  /**
   * {@return the newest checkpoint that is whole}
   *
   * @param say is told of each newer one that is not, and why
   */
  public Optional<Checkpoint> newest(Consumer<String> say) {
    List<Path> files = files();
    for (int i = files.size() - 1; i >= 0; i--) {
      Optional<Checkpoint> whole = read(files.get(i), say);
      if (whole.isPresent()) {
        return whole;
      }
    }
    return Optional.empty();
  }

  /**
   * {@return the checkpoint with the lowest score, if one has any}
   *
   * @see #scoredBy
   */
  public Optional<Checkpoint> best() {
    return bestOf(files()).map(Checkpoint::read);
  }

  private Optional<Path> bestOf(List<Path> files) {
    return scores.best(files, scoredBy);
  }

  private static Optional<Checkpoint> read(Path file, Consumer<String> say) {
    try {
      return Optional.of(Checkpoint.read(file));
    } catch (GanException e) {
      say.accept(e.getMessage() + "; an older one is looked for");
      return Optional.empty();
    }
  }
}
