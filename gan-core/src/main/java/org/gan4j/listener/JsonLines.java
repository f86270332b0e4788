package org.gan4j.listener;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.gan4j.GanException;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * A log of one JSON object a line. It is closed after each line, so that others can read, copy or
 * move it between two of them. A number that is not finite is written as a string, since JSON has
 * none.
 *
 * @param file made with the first line; its folder has to exist
 */
public record JsonLines(Path file) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Appends a line.
   *
   * @param object a map, or anything else that Jackson writes as an object
   * @throws GanException if the line cannot be written
   */
  public void append(Object object) {
    try (Writer out =
        Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write(JSON.writeValueAsString(object) + "\n");
    } catch (IOException e) {
      throw new GanException(
          "the log %s cannot be written (%s): is the folder still there, and the disk not full?"
              .formatted(file, e),
          e);
    }
  }
}
