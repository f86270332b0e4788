package org.gan4j.data.folder;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/**
 * Takes the profiles of colours out of a JPEG file. They are not applied, and damaged ones end
 * every decoder of Java in one way or another.
 */
final class JpegProfiles {
  private static final int START_OF_FRAME = 0xc0;
  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final int PROFILE = 0xe2;

  private JpegProfiles() {}

  /** {@return the file without them; closing it closes the file} */
  static InputStream without(InputStream file) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(file));
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    boolean goesOn = true;
    while (goesOn) {
      goesOn = copySegment(in, head);
    }
    return new SequenceInputStream(new ByteArrayInputStream(head.toByteArray()), in);
  }

  /** {@return whether another segment follows} */
  private static boolean copySegment(DataInputStream in, ByteArrayOutputStream head)
      throws IOException {
    byte[] mark = in.readNBytes(2);
    int marker = mark.length < 2 || mark[0] != (byte) 0xff ? END_OF_IMAGE : mark[1] & 0xff;
    boolean hasContent = marker >= START_OF_FRAME && marker != START_OF_IMAGE && marker != 0xff;
    if (marker == START_OF_SCAN || marker == END_OF_IMAGE || !hasContent) {
      head.writeBytes(mark);
      return marker == START_OF_IMAGE;
    }
    byte[] size = in.readNBytes(2);
    int length = size.length < 2 ? 2 : ((size[0] & 0xff) << 8) | (size[1] & 0xff);
    byte[] content = in.readNBytes(Math.max(0, length - 2));
    if (marker != PROFILE) {
      head.writeBytes(mark);
      head.writeBytes(size);
      head.writeBytes(content);
    }
    return true;
  }
}
