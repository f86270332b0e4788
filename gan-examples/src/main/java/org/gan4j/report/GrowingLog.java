package org.gan4j.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.gan4j.GanException;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Lines of JSON that somebody appends to, each of which is read once; the last may be half one. */
final class GrowingLog {
  private final Path file;
  private long read; // bytes, all of whole lines

  /**
   * Reads nothing yet.
   *
   * @param file which need not be there
   */
  GrowingLog(Path file) {
    this.file = file;
  }

  /**
   * Gives the lines that have come since the last call, without those that are no objects.
   *
   * @throws GanException if the file cannot be read
   */
  void update(Consumer<ObjectNode> line) {
    if (!Files.exists(file)) {
      return;
    }
    byte[] bytes = unread();
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    read += end;
    new String(bytes, 0, end, StandardCharsets.UTF_8)
        .lines()
        .forEach(text -> JsonText.parse(text).ifPresent(line));
  }

  private byte[] unread() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        InputStream in = Channels.newInputStream(channel.position(read))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new GanException("the log %s cannot be read (%s)".formatted(file, e), e);
    }
  }
}
