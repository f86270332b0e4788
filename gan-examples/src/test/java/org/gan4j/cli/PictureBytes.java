package org.gan4j.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Picture files that other programs write, and Java does not. */
final class PictureBytes {
  private PictureBytes() {}

  /** {@return a BMP file of 4 bits, packed, of the indices of its rows from below} */
  static byte[] bmpOfRuns(int width, int[] palette, byte[] runs, int height) {
    byte[] file = new byte[14 + 40 + 4 * palette.length + runs.length];
    ByteBuffer bmp = bmp(file, file.length - runs.length);
    bmp.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 4);
    bmp.putInt(2).putInt(runs.length).putInt(0).putInt(0).putInt(palette.length).putInt(0);
    for (int rgb : palette) {
      bmp.putInt(rgb);
    }
    bmp.put(runs);
    return file;
  }

  /** {@return a BMP file as OS/2 1.0 wrote it, 24 bits, rows from below} */
  static byte[] bmpOfOs2(int width, int height, byte[] rows) {
    byte[] file = new byte[14 + 12 + rows.length];
    ByteBuffer bmp = bmp(file, file.length - rows.length);
    bmp.putInt(12).putShort((short) width).putShort((short) height);
    bmp.putShort((short) 1).putShort((short) 24).put(rows);
    return file;
  }

  private static ByteBuffer bmp(byte[] file, int pixels) {
    ByteBuffer bmp = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    return bmp.put("BM".getBytes(ISO_8859_1)).putInt(file.length).putInt(0).putInt(pixels);
  }

  /** {@return a lossless JPEG file of grey values, each told by the one before or above} */
  static byte[] losslessJpeg(int width, int... values) {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    jpeg.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
    int height = values.length / width;
    segment(jpeg, 0xc3, 8, height >> 8, height, width >> 8, width, 1, 1, 0x11, 0);
    int[] table = new int[17 + 9]; // nine codes of four bits: how many bits a difference has
    table[4] = 9;
    for (int i = 0; i < 9; i++) {
      table[17 + i] = i;
    }
    segment(jpeg, 0xc4, table);
    segment(jpeg, 0xda, 1, 1, 0, 1, 0, 0);
    StringBuilder bits = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      int told = i == 0 ? 128 : i % width == 0 ? values[i - width] : values[i - 1];
      difference(bits, values[i] - told);
    }
    while (bits.length() % 8 != 0) {
      bits.append('1');
    }
    for (int i = 0; i < bits.length(); i += 8) {
      int value = Integer.parseInt(bits.substring(i, i + 8), 2);
      jpeg.write(value);
      if (value == 0xff) {
        jpeg.write(0);
      }
    }
    jpeg.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
    return jpeg.toByteArray();
  }

  private static void difference(StringBuilder bits, int difference) {
    int length = Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(difference));
    bits.append(binary(length, 4));
    if (length > 0) {
      bits.append(binary(difference < 0 ? difference + (1 << length) - 1 : difference, length));
    }
  }

  private static String binary(int value, int length) {
    return Integer.toBinaryString((1 << length) | value).substring(1);
  }

  /** {@return a JPEG file with a segment more, before all others} */
  static byte[] withSegment(byte[] jpeg, int marker, byte... content) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(jpeg, 0, 2);
    all.writeBytes(new byte[] {(byte) 0xff, (byte) marker});
    all.write((content.length + 2) >> 8);
    all.write(content.length + 2);
    all.writeBytes(content);
    all.write(jpeg, 2, jpeg.length - 2);
    return all.toByteArray();
  }

  private static void segment(ByteArrayOutputStream jpeg, int marker, int... content) {
    jpeg.write(0xff);
    jpeg.write(marker);
    jpeg.write((content.length + 2) >> 8);
    jpeg.write(content.length + 2);
    for (int value : content) {
      jpeg.write(value);
    }
  }
}
