package org.gan4j.data.idx;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.gan4j.Advice;
import org.gan4j.GanException;
import org.gan4j.Message;

/**
 * Reads one IDX file in two passes: the first checks it from the first byte to the last and keeps
 * nothing, the second fills one array of the size that the first has found to be true. So a header
 * that promises too much costs no memory, and a good file never needs twice its size.
 */
final class IdxReader {
  private static final int CHUNK = 1 << 16;

  private final Path file;
  private final IdxHeader header;

  private IdxReader(Path file, IdxHeader header) {
    this.file = file;
    this.header = header;
  }

  /** {@return a reader of a file that has been checked} */
  static IdxReader open(Path file, IdxKind kind) {
    requireFile(file, kind);
    return guarded(
        file,
        in -> {
          IdxHeader header = IdxHeader.read(file, kind, in);
          requireContent(file, header, in);
          return new IdxReader(file, header);
        });
  }

  IdxHeader header() {
    return header;
  }

  /** {@return what follows the header} */
  byte[] values() {
    return guarded(
        file,
        in -> {
          in.skipNBytes(header.headerBytes());
          byte[] values = allocate();
          if (in.readNBytes(values, 0, values.length) < values.length) {
            throw new IOException("it became shorter while it was read");
          }
          return values;
        });
  }

  private byte[] allocate() {
    try {
      return new byte[header.bytes()];
    } catch (OutOfMemoryError e) {
      throw new GanException(
          Message.of(
              "%s has %s, which do not fit into the %,d MB that Java has; give it more (%s).",
              file, header, Runtime.getRuntime().maxMemory() / 1_000_000, Advice.HEAP),
          e);
    }
  }

  private static void requireFile(Path file, IdxKind kind) {
    if (Files.isDirectory(file)) {
      throw new GanException(
          "%s is a folder; expected an IDX file of %s. Name the file itself."
              .formatted(file, kind));
    }
    if (!Files.exists(file)) {
      throw new GanException(
          "there is no file %s; expected an IDX file of %s. Check the path, or put the file there."
              .formatted(file, kind));
    }
  }

  private static void requireContent(Path file, IdxHeader header, InputStream in)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    long found = 0;
    try {
      for (int n = 0; n >= 0 && found <= header.bytes(); n = in.read(chunk)) {
        found += n;
      }
    } catch (EOFException e) {
      if (found >= header.bytes()) {
        throw e;
      }
    }
    if (found < header.bytes()) {
      throw cutOff(file, header, found);
    }
    if (found > header.bytes()) {
      throw new GanException(
          ("%s goes on after its %s: expected %d bytes behind the header and then the "
                  + "end. The file is damaged; download or copy it again.")
              .formatted(file, header, header.bytes()));
    }
  }

  private static GanException cutOff(Path file, IdxHeader header, long found) {
    return new GanException(
        ("%s is cut off: its header promises %s, and of their %d bytes %d are missing. "
                + "Download or copy the file again.")
            .formatted(file, header, header.bytes(), header.bytes() - found));
  }

  private static GanException damaged(Path file, String reason, Throwable cause) {
    return new GanException(
        "%s is damaged: %s. Download or copy the file again.".formatted(file, reason), cause);
  }

  private static <T> T guarded(Path file, Reading<T> reading) {
    try (InputStream in = GzipInput.open(file)) {
      return reading.from(in);
    } catch (EOFException e) {
      throw damaged(file, "its gzip data ends early", e);
    } catch (ZipException e) {
      throw damaged(file, e.getMessage(), e);
    } catch (IOException e) {
      throw new GanException("%s cannot be read: %s".formatted(file, e), e);
    } catch (StackOverflowError e) { // the JDK calls itself for each member of a gzip file
      throw damaged(file, "its gzip data is in too many pieces", e);
    }
  }

  /** What is done with an open file. */
  private interface Reading<T> {
    T from(InputStream in) throws IOException;
  }
}
