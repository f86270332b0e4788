package org.gan4j.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gan4j.GanException;
import org.gan4j.LatentSource;
import org.gan4j.Seeds;
import org.gan4j.checkpoint.Checkpoints;
import org.gan4j.report.RunReport;

/**
 * Everything about one run: {@code config.json}, {@code metrics.jsonl}, {@code measures.jsonl},
 * {@code samples/NNNNNN.png} and {@code checkpoints/NNNNNNNN.ckpt} by step, {@code machine.json}
 * and {@code report.html}. {@code run.lock} is locked while it trains.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
  private static final String LOCK = "run.lock";

  /**
   * {@return whether nothing is there that a run could overwrite: no file, or none but what a run
   * leaves that did not begin}
   *
   * @throws GanException if the folder cannot be read
   */
  public boolean isEmpty() {
    if (!Files.isDirectory(path)) {
      return true;
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.allMatch(file -> file.endsWith(LOCK));
    } catch (IOException e) {
      throw new GanException("the folder %s cannot be read (%s)".formatted(path, e), e);
    }
  }

  /**
   * Writes what the run is started with.
   *
   * @param config of the run
   * @throws GanException if that fails
   */
  public void write(RunConfig config) {
    ConfigFile.write(config, configFile());
  }

  /**
   * Does something that no other process may do in this folder meanwhile.
   *
   * @param work to do
   * @throws GanException if another process trains here
   */
  public void locked(Runnable work) {
    RunLock.hold(path.resolve(LOCK), work);
  }

  /** {@return whether a process trains here} */
  public boolean isLocked() {
    return RunLock.isHeld(path.resolve(LOCK));
  }

  /**
   * Takes away what a run has left that has made no step, so that it can begin anew; best effort.
   */
  public void discard() {
    machine().toFile().delete();
    RunReport.of(path).usualFile().toFile().delete();
    if (configFile().toFile().delete() && path.resolve(LOCK).toFile().delete()) {
      path.toFile().delete(); // only if it is empty
    }
  }

  /** {@return what the run can go on from, and its networks are in} */
  public Checkpoints checkpoints() {
    return Checkpoints.in(path.resolve("checkpoints"));
  }

  /**
   * Puts the folder into the state of a run of a configuration that has just made a step: what was
   * logged and drawn later is removed, and what was between intervals because the run ended there.
   *
   * @param saved what the run was
   * @param config of the run
   * @param step that was the last, or is to be
   * @throws GanException if that fails
   */
  public void goBack(RunConfig saved, RunConfig config, long step) {
    write(config);
    log().keep(logged -> logged < step || (logged == step && step % saved.every().log() == 0));
    new LogFile(warnings()).keep(warned -> warned <= step);
    measures().keep(at -> at <= step); // the last one too: its checkpoint may be the best
    deleteHalfWritten(path);
    deleteHalfWritten(samples());
    for (Grid grid : grids()) {
      boolean onlyTheLast = grid.step() == step && step % saved.every().sample() != 0;
      if (grid.step() > step || onlyTheLast) {
        delete(grid.picture());
      }
    }
  }

  /** What a process that was killed did not finish. */
  private static void deleteHalfWritten(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.getFileName().toString().matches("\\..*\\.part"))
          .forEach(RunFolder::delete);
    } catch (IOException e) {
      throw new GanException("the folder %s cannot be read (%s)".formatted(folder, e), e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new GanException("%s cannot be deleted (%s)".formatted(file, e), e);
    }
  }

  /** {@return what the run was started with} */
  public RunConfig config() {
    return ConfigFile.read(configFile());
  }

  /** {@return what the run was started with, as a file} */
  public Path configFile() {
    return path.resolve(ConfigFile.NAME);
  }

  /** {@return the numbers of the steps} */
  public LogFile log() {
    return new LogFile(path.resolve("metrics.jsonl"));
  }

  /** {@return what the generator was measured to be like} */
  public LogFile measures() {
    return new LogFile(path.resolve("measures.jsonl"));
  }

  /** {@return where guards write what they warn of} */
  public Path warnings() {
    return path.resolve("warnings.jsonl");
  }

  /** {@return what the run is trained on} */
  public Path machine() {
    return path.resolve("machine.json");
  }

  /** {@return where grids of samples are} */
  public Path samples() {
    return path.resolve("samples");
  }

  /**
   * {@return the grid that was drawn after a step}
   *
   * @param step that was the last, or is to be
   */
  public Path sample(long step) {
    return samples().resolve(String.format(Locale.ROOT, "%06d.png", step));
  }

  /**
   * A grid of samples, and the step after which it was drawn.
   *
   * @param step after which it was drawn
   * @param picture its file
   */
  public record Grid(long step, Path picture) {}

  /**
   * {@return the grids of samples by step, none if there is not even a folder}
   *
   * @throws GanException if the folder cannot be read
   */
  public List<Grid> grids() {
    if (!Files.isDirectory(samples())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(samples())) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d{6,18}\\.png"))
          .map(file -> new Grid(step(file), file))
          .sorted(Comparator.comparingLong(Grid::step)) // steps of seven digits have longer names
          .toList();
    } catch (IOException e) {
      throw new GanException("the folder %s cannot be read (%s)".formatted(samples(), e), e);
    }
  }

  private static long step(Path grid) {
    return Long.parseLong(grid.getFileName().toString().replace(".png", ""));
  }

  /**
   * {@return the latents that new images are drawn from, a stream for each seed; if there are
   * classes, all in turn}
   *
   * @param seed of the stream
   */
  public LatentSource latents(long seed) {
    return config().latentSpace().source(Seeds.derive(seed, "generated images"));
  }

  /**
   * {@return the latents that new images of some classes in turn are drawn from, a stream for each
   * seed}
   *
   * @param seed of the stream: that of the noise is the same for each class
   * @param inTurn the numbers of the classes
   */
  public LatentSource latents(long seed, int... inTurn) {
    return config().latentSpace().source(Seeds.derive(seed, "generated images"), inTurn);
  }
}
