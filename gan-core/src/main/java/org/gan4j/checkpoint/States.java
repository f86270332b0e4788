package org.gan4j.checkpoint;

import com.google.common.io.ByteSource;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.file.Archive;
import org.gan4j.file.WholeFile;
import org.gan4j.train.Stateful;

/** The parts of a checkpoint that stateful objects write and read themselves. */
final class States {
  private States() {}

  static String part(Stateful stateful) {
    return part(stateful.stateName());
  }

  static String part(String stateName) {
    return "state-" + stateName + ".bin";
  }

  static WholeFile.Content content(Stateful stateful) {
    return out -> {
      DataOutputStream data = new DataOutputStream(out);
      stateful.writeState(data);
      data.flush();
    };
  }

  /** Lets those read their state that have one in an archive: all of them, or none. */
  static void read(Archive archive, List<Stateful> all) throws IOException {
    Map<Stateful, ByteSource> before = new LinkedHashMap<>();
    try {
      for (Stateful each : all) {
        if (archive.names().contains(part(each))) {
          before.put(each, bytes(each));
          read(archive.source(part(each)), each);
        }
      }
    } catch (IOException e) {
      for (Map.Entry<Stateful, ByteSource> undo : before.entrySet()) {
        read(undo.getValue(), undo.getKey());
      }
      throw e;
    }
  }

  private static ByteSource bytes(Stateful stateful) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    content(stateful).writeTo(bytes);
    return ByteSource.wrap(bytes.toByteArray());
  }

  private static void read(ByteSource bytes, Stateful stateful) throws IOException {
    try (DataInputStream in = new DataInputStream(bytes.openBufferedStream())) {
      stateful.readState(in);
    } catch (IOException | RuntimeException e) {
      throw new IOException("its part %s makes no sense: %s".formatted(part(stateful), e), e);
    }
  }
}
