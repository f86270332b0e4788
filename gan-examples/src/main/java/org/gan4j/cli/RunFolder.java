package org.gan4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.Discriminator;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSource;
import org.gan4j.Seeds;
import org.gan4j.engine.NetworkFile;
import org.gan4j.train.AdversarialTrainer;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * Everything about one run: {@code config.json}, {@code metrics.jsonl}, {@code samples/NNNNNN.png}
 * by step, {@code generator.zip}, {@code discriminator.zip}.
 *
 * @param path the folder
 */
record RunFolder(Path path) {

  /**
   * Returns a folder for a new run, which is not made yet.
   *
   * @throws GanException if there is something in it, or in its place
   */
  static RunFolder unused(Path path) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new GanException(path + " is a file, not a folder: give another --out");
    }
    if (Files.isDirectory(path) && !isEmpty(path)) {
      throw new GanException(
          path + " is already in use: give another --out, or delete that folder");
    }
    return new RunFolder(path);
  }

  /**
   * Returns the folder of a run.
   *
   * @throws GanException if it is none
   */
  static RunFolder open(Path path) {
    RunFolder folder = new RunFolder(path);
    if (!Files.isDirectory(path)) {
      throw new GanException("there is no folder %s: gan train makes one".formatted(path));
    }
    if (!Files.exists(folder.configFile())) {
      throw new GanException(
          "%s is no run folder (it has no config.json): gan train makes one".formatted(path));
    }
    return folder;
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      throw new GanException("the folder %s cannot be read (%s)".formatted(folder, e), e);
    }
  }

  /**
   * Makes the folder of a new run.
   *
   * @throws GanException if that fails
   */
  void create(RunConfig config) {
    try {
      // Asked first, because createDirectories refuses a symbolic link to a folder on Java 17.
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path);
      }
    } catch (IOException e) {
      throw new GanException(
          "the folder %s cannot be made (%s): give an --out that you may write to"
              .formatted(path, e),
          e);
    }
    config.write(configFile());
  }

  /** Undoes {@link #create}, so that the same command can be tried again; best effort. */
  void discard() {
    if (configFile().toFile().delete()) {
      path.toFile().delete(); // only if it is empty
    }
  }

  RunConfig config() {
    return RunConfig.read(configFile());
  }

  private Path configFile() {
    return path.resolve("config.json");
  }

  Path metrics() {
    return path.resolve("metrics.jsonl");
  }

  Path samples() {
    return path.resolve("samples");
  }

  /** The grid that was drawn after a step. */
  Path sample(long step) {
    return samples().resolve(String.format(Locale.ROOT, "%06d.png", step));
  }

  Path generatorFile() {
    return path.resolve("generator.zip");
  }

  Path discriminatorFile() {
    return path.resolve("discriminator.zip");
  }

  /**
   * Saves both networks, each in place of what was saved before.
   *
   * @throws GanException if that fails
   */
  void save(AdversarialTrainer trainer) {
    try {
      NetworkFile.write(trainer.generator().network(), generatorFile());
      NetworkFile.write(trainer.discriminator().network(), discriminatorFile());
    } catch (UncheckedIOException e) {
      throw new GanException(
          "the networks cannot be saved in %s (%s): is the folder still there, and the disk not"
                  .formatted(path, e.getCause())
              + " full?",
          e);
    }
  }

  /**
   * Returns the saved generator.
   *
   * @throws GanException if there is none, or it is damaged
   */
  Generator generator() {
    if (!Files.exists(generatorFile())) {
      throw new GanException(
          "%s has no generator.zip: the run was ended before it saved one".formatted(path));
    }
    RunConfig config = config();
    Generator generator = read(generatorFile(), network -> generator(network, config.images()));
    if (generator.latentSize() != config.latents().size()) {
      throw new GanException(
          "%s takes %d latents for an image, but %s says %d: the two are not of the same run,"
                  .formatted(
                      generatorFile(),
                      generator.latentSize(),
                      configFile(),
                      config.latents().size())
              + " restore the one that is missing here");
    }
    return generator;
  }

  private static Generator generator(Model network, RunConfig.Images images) {
    return Generator.of(network, images.shape(), images.range());
  }

  /**
   * Returns the saved discriminator.
   *
   * @throws GanException if there is none, or it is damaged
   */
  Discriminator discriminator() {
    if (!Files.exists(discriminatorFile())) {
      throw new GanException(
          "%s has no discriminator.zip: the run was ended before it saved one".formatted(path));
    }
    ImageShape shape = config().images().shape();
    return read(discriminatorFile(), network -> Discriminator.of(network, shape));
  }

  private static <T> T read(Path file, Function<Model, T> player) {
    try {
      return player.apply(NetworkFile.read(file));
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new GanException(
          "the network %s cannot be used (%s): train the run again".formatted(file, e.getMessage()),
          e);
    }
  }

  /** Returns the latents that new images are drawn from, a stream for each seed. */
  LatentSource latents(long seed) {
    RunConfig.LatentSpace space = config().latents();
    return space.kind().source(space.size(), Seeds.derive(seed, "generated images"));
  }

  /** Returns the last line of the log that is whole, if there is one. */
  Optional<JsonNode> lastMetrics() {
    try {
      List<String> lines = Files.exists(metrics()) ? Files.readAllLines(metrics()) : List.of();
      for (int i = lines.size() - 1; i >= 0; i--) {
        Optional<JsonNode> line = parse(lines.get(i));
        if (line.isPresent()) {
          return line;
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new GanException("the log %s cannot be read (%s)".formatted(metrics(), e), e);
    }
  }

  private static Optional<JsonNode> parse(String line) {
    try {
      return Optional.of(Json.parse(line, JsonNode.class)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty(); // cut off when the power went
    }
  }
}
