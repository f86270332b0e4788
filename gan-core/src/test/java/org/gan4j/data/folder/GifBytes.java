package org.gan4j.data.folder;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** Writes GIF files of eight colours that a careless program could have written. */
final class GifBytes {
  private static final int CLEAR = 8;
  private static final int MOST_CODES = 4096;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream block = new ByteArrayOutputStream();
  private int bits;
  private int bitCount;

  /** Begins with a canvas, and a palette of red, green, blue, and greys. */
  GifBytes(int width, int height) {
    out.writeBytes("GIF89a".getBytes(US_ASCII));
    number(width);
    number(height);
    out.writeBytes(new byte[] {(byte) 0x82, 3, 0});
    int[] palette = {
      0xff0000, 0x00ff00, 0x0000ff, 0x404040, 0x808080, 0xa0a0a0, 0xc0c0c0, 0xe0e0e0
    };
    for (int rgb : palette) {
      out.writeBytes(new byte[] {(byte) (rgb >> 16), (byte) (rgb >> 8), (byte) rgb});
    }
  }

  private void number(int value) {
    out.write(value);
    out.write(value >> 8);
  }

  /** Makes a colour of the next picture transparent. */
  GifBytes transparent(int colour) {
    out.writeBytes(new byte[] {0x21, (byte) 0xf9, 4, 1, 0, 0, (byte) colour, 0});
    return this;
  }

  /** Adds a picture at a place of the canvas; its table of strings is filled, and never cleared. */
  GifBytes picture(int left, int top, int width, boolean interlaced, int... colours) {
    out.write(0x2c);
    number(left);
    number(top);
    number(width);
    number(colours.length / width);
    out.write(interlaced ? 0x40 : 0);
    out.write(3);
    int codes = CLEAR + 1; // the reader adds one with every code but the first
    int codeBits = 4;
    code(CLEAR, codeBits);
    for (int colour : colours) {
      code(colour, codeBits);
      codes = Math.min(MOST_CODES, codes + 1);
      codeBits = codes == 1 << codeBits && codeBits < 12 ? codeBits + 1 : codeBits;
    }
    code(CLEAR + 1, codeBits);
    while (bitCount > 0) {
      flushByte();
    }
    flushBlock();
    out.write(0);
    return this;
  }

  private void code(int code, int length) {
    bits |= code << bitCount;
    bitCount += length;
    while (bitCount >= Byte.SIZE) {
      flushByte();
    }
  }

  private void flushByte() {
    block.write(bits);
    bits >>>= Byte.SIZE;
    bitCount = Math.max(0, bitCount - Byte.SIZE);
    if (block.size() == 255) {
      flushBlock();
    }
  }

  private void flushBlock() {
    if (block.size() > 0) {
      out.write(block.size());
      out.writeBytes(block.toByteArray());
      block.reset();
    }
  }

  /** {@return the file, without the mark of its end} */
  byte[] bytes() {
    return out.toByteArray();
  }
}
