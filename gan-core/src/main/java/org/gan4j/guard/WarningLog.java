package org.gan4j.guard;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.gan4j.GanException;
import org.gan4j.listener.JsonLines;

/**
 * Appends one line of JSON for each warning: {@code step}, {@code warning} (the kind's word, such
 * as {@code "collapse"}) and {@code message}. The file is to be one of its own: whoever reads a log
 * of metrics expects each of its lines to have a step's numbers.
 */
public final class WarningLog implements Consumer<Warning> {
  private final JsonLines log;

  private WarningLog(Path file) {
    this.log = new JsonLines(file);
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
    log.append(line);
  }
}
