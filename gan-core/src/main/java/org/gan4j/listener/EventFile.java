package org.gan4j.listener;

import com.google.common.hash.Hashing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Locale;
import org.gan4j.GanException;
import org.nd4j.shade.protobuf.CodedOutputStream;
import org.tensorflow.framework.Summary;

/**
 * A file of TensorBoard's events. It is a row of records (length, checksum of that, bytes, checksum
 * of those; checksums are CRC-32C, rotated and shifted), each of which is a protocol buffer {@code
 * Event} of TensorFlow's {@code event.proto}. That message is not among the classes of ND4J, as
 * {@code Summary} in it is, so its four fields are written here.
 */
final class EventFile {
  private static final String VERSION = "brain.Event:2"; // of which later steps can be taken back

  private static final int TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION = 7;
  private static final byte[] START = {8, 1}; // a SessionLog whose status is START

  private static final int MASK = 0xa282ead8;

  private final Path folder;
  private final Clock clock;
  private Path file; // null until there is something to write

  /** Is going to make a new file in a folder, beside those of earlier sessions. */
  EventFile(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  private void make() {
    try {
      Files.createDirectories(folder);
      file = unused();
    } catch (IOException e) {
      throw new GanException(
          "events cannot be written into the folder %s (%s): may it be written to?"
              .formatted(folder, e),
          e);
    }
    append(0, out -> out.writeString(FILE_VERSION, VERSION));
  }

  /** TensorBoard reads files by their names, so these begin with the time and then count. */
  private Path unused() throws IOException {
    for (int i = 0; ; i++) {
      Path path =
          folder.resolve(
              String.format(Locale.ROOT, "events.out.tfevents.%010d.gan4j.%03d", seconds(), i));
      if (!Files.exists(path)) {
        return Files.createFile(path);
      }
    }
  }

  private long seconds() {
    return clock.instant().getEpochSecond();
  }

  /**
   * Says that a session begins at a step, which takes back what was written of it and later ones.
   */
  void start(long step) {
    write(step, out -> out.writeByteArray(SESSION, START));
  }

  void summary(long step, Summary summary) {
    write(step, out -> out.writeMessage(SUMMARY, summary));
  }

  /** Writes what an event is about. */
  private interface Content {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private void write(long step, Content content) {
    if (file == null) {
      make();
    }
    append(step, content);
  }

  private void append(long step, Content content) {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      out.write(record(event(step, content)));
    } catch (IOException e) {
      throw new GanException(
          "the events %s cannot be written (%s): is the folder still there, and the disk not full?"
              .formatted(file, e),
          e);
    }
  }

  private byte[] event(long step, Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeDouble(TIME, clock.millis() / 1e3);
    out.writeInt64(STEP, step);
    content.writeTo(out);
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] record(byte[] event) {
    byte[] length = little(Long.BYTES).putLong(event.length).array();
    return little(length.length + event.length + 2 * Integer.BYTES)
        .put(length)
        .putInt(checksum(length))
        .put(event)
        .putInt(checksum(event))
        .array();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int checksum(byte[] bytes) {
    int crc = Hashing.crc32c().hashBytes(bytes).asInt();
    return Integer.rotateRight(crc, 15) + MASK;
  }
}
