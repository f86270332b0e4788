package org.gan4j.data.folder;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * What the markers of a JPEG file say that decoders do not ask.
 *
 * @param scans passes over the picture. Each takes the decoder as long as the whole picture, but a
 *     few bytes of the file: a hundred kilobytes can hold hours of work. Progressive files have
 *     about ten
 * @param components of a pixel; four are the inks of printers
 * @param transformed whether Adobe's mark says that three of four inks are brightness and colour
 */
record JpegMarkers(int scans, int components, boolean transformed) {
  private static final int MOST = 50;
  private static final int FIRST_FRAME = 0xc0;
  private static final int LAST_FRAME = 0xcf;
  private static final int PROGRESSIVE_FRAME = 0xc2;
  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final int ADOBE = 0xee;

  /** From here on frames are coded by arithmetic, which some builds of Java read and others not. */
  private static final int FIRST_ARITHMETIC_FRAME = 0xc9;

  /**
   * {@return what the markers say; what else is damaged is left to the decoder}
   *
   * @throws IOException if there are more than 50 passes, the file ends between them, its coding is
   *     arithmetic, or it cannot be read
   */
  static JpegMarkers of(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      Reading reading = new Reading(in);
      reading.read();
      if (reading.scans > MOST) {
        throw new IOException("its picture is in more than 50 passes");
      }
      return new JpegMarkers(reading.scans, reading.components, reading.transformed);
    }
  }

  private static final class Reading {
    private final DataInputStream in;
    private int scans;
    private int components;
    private boolean transformed;
    private boolean progressive;
    private final Map<Byte, BitSet> complete = new HashMap<>();

    Reading(DataInputStream in) {
      this.in = in;
    }

    void read() throws IOException {
      for (int marker = marker(); marker != END_OF_IMAGE && scans <= MOST; marker = marker()) {
        if (marker >= FIRST_FRAME && marker != START_OF_IMAGE) {
          segment(marker);
        }
      }
    }

    private void segment(int marker) throws IOException {
      int length = Math.max(0, in.readUnsignedShort() - 2);
      byte[] start = in.readNBytes(Math.min(length, 12));
      in.skipNBytes(length - start.length); // or the file ends here
      if (marker == START_OF_SCAN) {
        scans++;
        scan(start);
      } else if (isFrame(marker) && start.length > 5) {
        if (marker >= FIRST_ARITHMETIC_FRAME) {
          throw new IOException("its coding is arithmetic, which is not read");
        }
        components = start[5];
        progressive = marker == PROGRESSIVE_FRAME;
      } else if (marker == ADOBE && start.length == 12 && start[0] == 'A' && start[1] == 'd') {
        transformed = start[11] != 0;
      }
    }

    /** Notes which coefficients a scan brings to their last bit, for each of its components. */
    private void scan(byte[] header) {
      int parts = header.length == 0 ? 0 : header[0];
      if (parts > 0 && header.length == 4 + 2 * parts && (header[3 + 2 * parts] & 0xf) == 0) {
        int first = header[1 + 2 * parts] & 0x3f;
        int last = header[2 + 2 * parts] & 0x3f;
        for (int i = 0; i < parts; i++) {
          complete.computeIfAbsent(header[1 + 2 * i], id -> new BitSet()).set(first, last + 1);
        }
      }
    }

    /** Without its last scans the picture is there, and coarse; no decoder minds. */
    private void requireLastScan() throws IOException {
      long whole = complete.values().stream().filter(bits -> bits.cardinality() == 64).count();
      if (progressive && whole < components) {
        throw new IOException("it is cut off");
      }
    }

    /** All but those of tables: Huffman's, what is reserved, and arithmetic coding's. */
    private static boolean isFrame(int marker) {
      return marker >= FIRST_FRAME
          && marker <= LAST_FRAME
          && (marker % 4 != 0 || marker == FIRST_FRAME);
    }

    /**
     * Finds the next marker; in a scan, 0xff is followed by 0, or by a restart, 0xd0 to 0xd7. Where
     * the file ends in a scan, the decoder knows whether pixels are missing.
     */
    private int marker() throws IOException {
      int last = 0;
      while (true) {
        int next = in.read();
        if (next < 0) {
          requireLastScan();
          return END_OF_IMAGE;
        }
        boolean marker = last == 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7);
        if (marker) {
          return next;
        }
        last = next;
      }
    }
  }
}
