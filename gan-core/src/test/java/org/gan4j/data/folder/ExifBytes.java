package org.gan4j.data.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** Notes of a camera, and files with such notes in them. */
final class ExifBytes {
  private ExifBytes() {}

  /** {@return notes of an orientation, and of another one for the small picture in them} */
  static byte[] notes(ByteOrder order, int orientation) {
    ByteBuffer notes = ByteBuffer.allocate(8 + 2 * 30).order(order);
    notes.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(ISO_8859_1));
    notes.putShort((short) 42).putInt(8);
    directory(notes, orientation, 38);
    directory(notes, orientation == 3 ? 1 : 3, 0);
    return notes.array();
  }

  private static void directory(ByteBuffer notes, int orientation, int next) {
    notes.putShort((short) 2);
    notes.putShort((short) 0x0100).putShort((short) 4).putInt(1).putInt(orientation == 6 ? 3 : 6);
    notes.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    notes.putShort((short) orientation).putShort((short) 0).putInt(next);
  }

  /** {@return a PNG file with a chunk more, behind its header} */
  static byte[] png(byte[] png, byte[] notes) {
    ByteBuffer chunk = ByteBuffer.allocate(notes.length + 12);
    chunk.putInt(notes.length).put("eXIf".getBytes(ISO_8859_1)).put(notes);
    CRC32 sum = new CRC32();
    sum.update(chunk.array(), 4, notes.length + 4);
    return inserted(png, 33, chunk.putInt((int) sum.getValue()).array());
  }

  /** {@return a JPEG file with notes in it} */
  static byte[] jpeg(byte[] jpeg, byte[] notes) {
    byte[] marked = inserted(notes, 0, "Exif\0\0".getBytes(ISO_8859_1));
    return inserted(jpeg, 2, segment(0xe1, marked));
  }

  /** {@return a segment of a JPEG file} */
  static byte[] segment(int marker, byte[] content) {
    return ByteBuffer.allocate(content.length + 4)
        .put((byte) 0xff)
        .put((byte) marker)
        .putShort((short) (content.length + 2))
        .put(content)
        .array();
  }

  /** {@return bytes with others between them} */
  static byte[] inserted(byte[] file, int at, byte[] more) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(file, 0, at);
    all.writeBytes(more);
    all.write(file, at, file.length - at);
    return all.toByteArray();
  }
}
