package org.gan4j.guard;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.gan4j.GanException;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Appends one line of JSON for each warning: {@code step}, {@code warning} (the kind's word, such
 * as {@code "collapse"}) and {@code message}. The file is to be one of its own: whoever reads a log
 * of metrics expects each of its lines to have a step's numbers.
 */
public final class WarningLog implements Consumer<Warning> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  private WarningLog(Path file) {
    this.file = file;
  }

  /**
   * {@return a log that appends to a file}
   *
   * @param file made with the first warning; its folder has to exist
   */
  public static WarningLog to(Path file) {
    return new WarningLog(file);
  }

  /**
   * Appends a line.
   *
   * @param warning to be written
   * @throws GanException if the line cannot be written
   */
  @Override
  public void accept(Warning warning) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", warning.step());
    line.put("warning", warning.kind().word());
    line.put("message", warning.message());
    try (Writer out =
        Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write(JSON.writeValueAsString(line) + "\n");
    } catch (IOException e) {
      throw new GanException(
          "the log %s cannot be written (%s): is the folder still there, and the disk not full?"
              .formatted(file, e),
          e);
    }
  }
}
