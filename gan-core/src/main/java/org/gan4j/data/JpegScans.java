package org.gan4j.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The passes over the picture that a JPEG file asks for. Each takes the decoder as long as the
 * whole picture, but a few bytes of the file: a hundred kilobytes can hold hours of work.
 * Progressive files have about ten.
 */
final class JpegScans {
  private static final int MOST = 50;
  private static final int FIRST_WITH_CONTENT = 0xc0;
  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;

  private JpegScans() {}

  /**
   * Counts the passes; what is damaged is left to the decoder.
   *
   * @throws IOException if there are more than 50, or the file cannot be read
   */
  static void check(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (count(in) > MOST) {
        throw new IOException("its picture is in more than 50 passes");
      }
    }
  }

  private static int count(DataInputStream in) throws IOException {
    int scans = 0;
    try {
      for (int marker = marker(in); marker != END_OF_IMAGE && scans <= MOST; marker = marker(in)) {
        scans += marker == START_OF_SCAN ? 1 : 0;
        if (marker >= FIRST_WITH_CONTENT && marker != START_OF_IMAGE) {
          in.skipNBytes(Math.max(0, in.readUnsignedShort() - 2));
        }
      }
      return scans;
    } catch (EOFException e) {
      return scans;
    }
  }

  /** Finds the next marker; in a scan, 0xff is followed by 0, or by a restart, 0xd0 to 0xd7. */
  private static int marker(DataInputStream in) throws IOException {
    int last = 0;
    while (true) {
      int next = in.readUnsignedByte();
      boolean marker = last == 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7);
      if (marker) {
        return next;
      }
      last = next;
    }
  }
}
