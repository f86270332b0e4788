package org.gan4j.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gan4j.GanException;
import org.gan4j.file.JsonLimits;
import org.gan4j.file.WholeFile;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.IntNode;
import org.nd4j.shade.jackson.databind.node.LongNode;
import org.nd4j.shade.jackson.databind.node.NullNode;
import org.nd4j.shade.jackson.databind.node.TextNode;

/** Configurations of runs as JSON, which people read. */
public final class ConfigFile {
  /** Of the file in a run's folder, and of its copy in a checkpoint. */
  public static final String NAME = "config.json";

  /** What runs do not tell that are older than a field. */
  private static final Map<String, JsonNode> OF_FIRST_VERSIONS =
      Map.of(
          "/recipe",
          NullNode.getInstance(),
          "/startedIn",
          TextNode.valueOf(""),
          "/classes",
          Json.tree(List.of()),
          "/latents/codes",
          IntNode.valueOf(0),
          "/latents/shares",
          Json.tree(List.of()),
          "/averageHalfLife",
          LongNode.valueOf(0),
          "/pictures",
          Json.tree(PictureReading.AS_STORED),
          "/evaluations",
          Json.tree(RunConfig.Evaluations.NONE));

  private ConfigFile() {}

  /**
   * Writes a configuration.
   *
   * @param config of a run
   * @param file where to
   * @throws GanException if the file cannot be written
   */
  public static void write(RunConfig config, Path file) {
    try {
      WholeFile.write(file, out -> write(config, out));
    } catch (IOException e) {
      throw new GanException(
          "%s cannot be written (%s): is there room on the disk?".formatted(file, e), e);
    }
  }

  /**
   * Writes a configuration.
   *
   * @param config of a run
   * @param out where to; not closed
   * @throws IOException if that fails
   */
  public static void write(RunConfig config, OutputStream out) throws IOException {
    out.write((Json.text(config) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * {@return the configuration in a file}
   *
   * @param file of the configuration
   * @throws GanException if the file is missing or is no whole configuration
   */
  public static RunConfig read(Path file) {
    try {
      return Json.parse(JsonLimits.read(file), RunConfig.class, OF_FIRST_VERSIONS);
    } catch (JsonProcessingException e) {
      throw new GanException(
          "%s is damaged (%s): restore the file, or train the run again"
              .formatted(file, Json.reason(e)),
          e);
    } catch (IOException e) {
      throw new GanException("%s cannot be read (%s)".formatted(file, e), e);
    }
  }
}
