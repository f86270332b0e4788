package org.gan4j.image;

import static com.google.common.base.Preconditions.checkArgument;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes pictures as a GIF that moves and begins again for ever, one picture after the other, so it
 * may be of any length. Grey pictures keep every value; of pictures in colour, each is reduced to
 * 256 colours of its own. Immutable.
 *
 * <pre>{@code
 * GifFile.ofRate(10).holdingLast(2).write(frames.iterator(), Path.of("training.gif"));
 * }</pre>
 */
public final class GifFile {
  /** Programs that show GIFs take the delay of 1/100 s that more would need for 1/10 s. */
  private static final int MOST = 50;

  private static final IndexColorModel GREYS = greys();

  private final int delay;
  private final int lastDelay;

  private GifFile(int delay, int lastDelay) {
    this.delay = delay;
    this.lastDelay = lastDelay;
  }

  /**
   * {@return a GIF in which each picture stays equally long, to a hundredth of a second}
   *
   * @param perSecond how many pictures are shown in a second, 1 to 50
   * @throws IllegalArgumentException if it is out of range
   */
  public static GifFile ofRate(int perSecond) {
    checkArgument(
        perSecond >= 1 && perSecond <= MOST,
        "a GIF shows 1 to %s pictures a second, not %s",
        MOST,
        perSecond);
    int delay = Math.round(100f / perSecond);
    return new GifFile(delay, delay);
  }

  /**
   * {@return the same GIF with another time for its last picture}
   *
   * @param seconds how long it stays, 0.02 to 600
   * @throws IllegalArgumentException if it is out of range
   */
  public GifFile holdingLast(double seconds) {
    checkArgument(
        seconds >= 0.02 && seconds <= 600,
        "the last picture of a GIF stays for 0.02 to 600 seconds, not for %s",
        seconds);
    return new GifFile(delay, (int) Math.round(seconds * 100));
  }

  /**
   * Writes the file. Folders that are missing are made; an existing file is replaced in one step.
   *
   * @param pictures all of one size, at least one; taken one at a time
   * @param gif the file
   * @throws IllegalArgumentException if there is no picture, or one has another size
   * @throws org.gan4j.GanException if the file cannot be written
   */
  public void write(Iterator<BufferedImage> pictures, Path gif) {
    checkArgument(pictures.hasNext(), "a GIF has at least one picture, and there is none");
    PictureFile.write(gif, out -> encode(pictures, out));
  }

  private void encode(Iterator<BufferedImage> pictures, OutputStream out) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (MemoryCacheImageOutputStream cache = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(cache);
      writer.prepareWriteSequence(null);
      BufferedImage first = pictures.next();
      add(writer, first, pictures.hasNext() ? delay : lastDelay);
      while (pictures.hasNext()) {
        BufferedImage picture = sameSize(pictures.next(), first);
        add(writer, picture, pictures.hasNext() ? delay : lastDelay);
        cache.flushBefore(cache.getStreamPosition()); // else it would keep the whole file
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
  }

  private static void add(ImageWriter writer, BufferedImage picture, int delay) throws IOException {
    BufferedImage frame = exact(picture);
    writer.writeToSequence(
        new IIOImage(frame, null, GifFrame.metadata(writer, frame, delay)), null);
  }

  private static BufferedImage sameSize(BufferedImage picture, BufferedImage first) {
    checkArgument(
        picture.getWidth() == first.getWidth() && picture.getHeight() == first.getHeight(),
        "all pictures of a GIF have one size: one of %s x %s pixels comes after one of %s x %s",
        picture.getWidth(),
        picture.getHeight(),
        first.getWidth(),
        first.getHeight());
    return picture;
  }

  /** The same bytes over a palette; the JDK's own conversion of grey would alter them. */
  private static BufferedImage exact(BufferedImage picture) {
    return picture.getType() == BufferedImage.TYPE_BYTE_GRAY
        ? new BufferedImage(GREYS, picture.getRaster(), false, null)
        : picture;
  }

  private static IndexColorModel greys() {
    byte[] values = new byte[256];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) i;
    }
    return new IndexColorModel(8, values.length, values, values, values);
  }
}
