package org.gan4j.data.folder;

import java.io.DataInputStream;
import java.io.IOException;

/** Unpacks the pixels of a GIF picture: LZW with codes of up to 12 bits, in blocks. */
final class GifStrings {
  private static final int MOST_BITS = 12;
  private static final int MOST_CODES = 1 << MOST_BITS;

  private final DataInputStream in;
  private final int clear; // and one more ends the picture
  private final int[] prefix = new int[MOST_CODES];
  private final int[] last = new int[MOST_CODES];
  private final int[] string = new int[MOST_CODES + 1]; // backwards
  private int length; // of what of it is not read yet
  private int first; // value of the string before
  private int codes;
  private int codeBits;
  private int before = -1;
  private int bits;
  private int bitCount;
  private int block; // bytes left in this

  GifStrings(DataInputStream in) throws IOException {
    this.in = in;
    int size = in.readUnsignedByte();
    if (size < 1 || size >= MOST_BITS) {
      throw new IOException("it is damaged: GIF codes of %s bits".formatted(size));
    }
    this.clear = 1 << size;
    for (int i = 0; i < clear; i++) {
      last[i] = i;
    }
    clear();
  }

  /** Reads the next pixels. */
  void read(int[] pixels, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      while (length == 0) {
        readString();
      }
      pixels[i] = string[--length] & 0xff;
    }
  }

  private void clear() {
    codes = clear + 2;
    codeBits = Integer.SIZE - Integer.numberOfLeadingZeros(clear);
    before = -1;
  }

  private void readString() throws IOException {
    int code = code();
    if (code == clear) {
      clear();
    } else if (code == clear + 1) {
      throw new IOException("it is cut off");
    } else if (code > codes || (code == codes && (before < 0 || codes == MOST_CODES))) {
      throw new IOException("it is damaged: an unknown GIF code");
    } else {
      expand(code);
    }
  }

  private void expand(int code) {
    if (code == codes) { // not known yet: the string before, and its first value again
      string[length++] = first;
    }
    int rest = code == codes ? before : code;
    while (rest > clear) {
      string[length++] = last[rest];
      rest = prefix[rest];
    }
    string[length++] = rest;
    first = rest;
    if (before >= 0 && codes < MOST_CODES) { // a full table stays as it is until it is cleared
      prefix[codes] = before;
      last[codes] = first;
      codes++;
      codeBits = codes == 1 << codeBits && codeBits < MOST_BITS ? codeBits + 1 : codeBits;
    }
    before = code;
  }

  private int code() throws IOException {
    while (bitCount < codeBits) {
      while (block == 0) {
        block = in.readUnsignedByte();
        if (block == 0) {
          throw new IOException("it is cut off");
        }
      }
      bits |= in.readUnsignedByte() << bitCount;
      bitCount += Byte.SIZE;
      block--;
    }
    int code = bits & (1 << codeBits) - 1;
    bits >>>= codeBits;
    bitCount -= codeBits;
    return code;
  }
}
