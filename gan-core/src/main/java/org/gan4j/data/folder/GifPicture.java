package org.gan4j.data.folder;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/**
 * The first picture of a GIF file on its canvas, as a browser shows it: what the picture leaves
 * free is transparent. Java's own decoder knows no canvas, and until Java 19 ends at files whose
 * writer goes on with a full table of strings.
 *
 * @see <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF89a</a>
 */
final class GifPicture {
  private static final int COLOURS = 256;
  private static final int SIGNATURE = 6;
  private static final int EXTENSION = 0x21;
  private static final int GRAPHIC_CONTROL = 0xf9;
  private static final int IMAGE = 0x2c;
  private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

  private final DataInputStream in;
  private final int[] palette = new int[COLOURS + 1]; // the last is what no picture covers
  private final int left;
  private final int top;
  private final int width;
  private final int height;
  private final int canvasWidth;
  private final int canvasHeight;
  private final boolean interlaced;

  /**
   * Reads all that stands before the pixels.
   *
   * @throws IOException if the file is damaged
   */
  GifPicture(DataInputStream in) throws IOException {
    this.in = in;
    in.skipNBytes(SIGNATURE);
    int screenWidth = number();
    int screenHeight = number();
    int flags = in.readUnsignedByte();
    in.skipNBytes(2); // the background, which browsers do not show, and the pixels' ratio
    Arrays.setAll(palette, i -> i < COLOURS ? 0xff000000 | i * 0x010101 : 0);
    readPalette(flags);
    int transparent = findImage();
    this.left = number();
    this.top = number();
    this.width = number();
    this.height = number();
    this.canvasWidth = Math.max(screenWidth, left + width);
    this.canvasHeight = Math.max(screenHeight, top + height);
    int imageFlags = in.readUnsignedByte();
    this.interlaced = (imageFlags & 0x40) != 0;
    readPalette(imageFlags);
    if (transparent >= 0) {
      palette[transparent] &= 0xffffff;
    }
  }

  int canvasWidth() {
    return canvasWidth;
  }

  int canvasHeight() {
    return canvasHeight;
  }

  /** {@return the colours that pixels may have, and the background} */
  IndexColorModel colours() {
    return new IndexColorModel(16, COLOURS + 1, palette, 0, true, -1, DataBuffer.TYPE_USHORT);
  }

  /**
   * {@return the picture on its canvas}
   *
   * @throws IOException if pixels are missing
   */
  BufferedImage decode() throws IOException {
    WritableRaster canvas =
        Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, canvasWidth, canvasHeight, 1, null);
    int[] row = new int[canvasWidth];
    Arrays.fill(row, COLOURS);
    for (int y = 0; y < canvasHeight; y++) {
      canvas.setPixels(0, y, canvasWidth, 1, row);
    }
    GifStrings strings = new GifStrings(in);
    int[][] passes = interlaced ? PASSES : new int[][] {{0, 1}};
    for (int[] pass : passes) {
      for (int y = pass[0]; y < height; y += pass[1]) {
        strings.read(row, width);
        canvas.setPixels(left, top + y, width, 1, row);
      }
    }
    return new BufferedImage(colours(), canvas, false, null);
  }

  private int number() throws IOException {
    return in.readUnsignedByte() | in.readUnsignedByte() << 8;
  }

  private void readPalette(int flags) throws IOException {
    if ((flags & 0x80) != 0) {
      int colours = 2 << (flags & 7);
      for (int i = 0; i < colours; i++) {
        int rgb = in.readUnsignedByte() << 16 | in.readUnsignedByte() << 8 | in.readUnsignedByte();
        palette[i] = 0xff000000 | rgb;
      }
    }
  }

  /** {@return the number of the transparent colour; below 0 if there is none} */
  private int findImage() throws IOException {
    int transparent = -1;
    for (int block = in.readUnsignedByte(); block != IMAGE; block = in.readUnsignedByte()) {
      if (block == EXTENSION) {
        transparent = extension(transparent);
      } else if (block != 0) { // which some writers leave between blocks
        throw new IOException("it is a GIF file without a picture");
      }
    }
    return transparent;
  }

  private int extension(int before) throws IOException {
    int transparent = before;
    boolean control = in.readUnsignedByte() == GRAPHIC_CONTROL;
    for (int length = in.readUnsignedByte(); length > 0; length = in.readUnsignedByte()) {
      byte[] block = in.readNBytes(length);
      if (block.length < length) {
        throw new EOFException();
      }
      if (control && length >= 4) {
        transparent = (block[0] & 1) == 0 ? -1 : block[3] & 0xff;
      }
    }
    return transparent;
  }
}
