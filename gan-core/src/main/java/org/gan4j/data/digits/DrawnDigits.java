package org.gan4j.data.digits;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.checkFromIndexSize;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.gan4j.ImageShape;
import org.gan4j.Seeds;
import org.gan4j.data.LabelledImages;

/**
 * Built-in digits: grey images of 28 x 28 pixels that look handwritten, white ink on black, drawn
 * by this class, so that examples and tests need no download and no file. They are made like MNIST:
 * the ink fills a box of about 20 x 20 pixels, its centre of mass in the middle of the image, and
 * its mean brightness and share of inked pixels are within a twentieth of MNIST's. They vary less
 * than MNIST, and are no replacement for it in a measurement.
 *
 * <p>Image {@code index} is a function of the seed and the index alone. Its class is drawn at
 * random, each digit being as likely. A set of up to 70,000 images keeps what it has drawn (784
 * bytes an image); a larger one draws anew at each reading, so it may have any number of images and
 * takes no memory.
 */
public final class DrawnDigits implements LabelledImages {
  private static final int MOST_KEPT = 70_000;
  private static final ImageShape SHAPE = ImageShape.gray(StrokeRaster.SIDE, StrokeRaster.SIDE);

  private final int count;
  private final long seed;
  private final AtomicReferenceArray<byte[]> kept;

  private DrawnDigits(int count, long seed) {
    this.count = count;
    this.seed = seed;
    this.kept = new AtomicReferenceArray<>(count <= MOST_KEPT ? count : 0);
  }

  /**
   * {@return a set of digits}
   *
   * @param count how many, at least 1
   * @param seed decides all of them; sets of one seed begin with the same images
   * @throws IllegalArgumentException if {@code count} is below 1
   */
  public static DrawnDigits of(int count, long seed) {
    checkArgument(count >= 1, "a set of drawn digits has at least 1 image, not %s", count);
    return new DrawnDigits(count, Seeds.derive(seed, "drawn digits"));
  }

  @Override
  public ImageShape shape() {
    return SHAPE;
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public int classes() {
    return DigitStyles.DIGITS;
  }

  @Override
  public int label(int index) {
    return label(random(index));
  }

  @Override
  public void read(int index, byte[] target, int offset) {
    checkIndex(index);
    checkFromIndexSize(offset, SHAPE.size(), target.length);
    if (kept.length() == 0) {
      draw(index, target, offset);
    } else {
      System.arraycopy(kept(index), 0, target, offset, SHAPE.size());
    }
  }

  /** Two threads may draw the same image at once; they draw the same bytes. */
  private byte[] kept(int index) {
    byte[] pixels = kept.get(index);
    if (pixels == null) {
      pixels = new byte[SHAPE.size()];
      draw(index, pixels, 0);
      kept.set(index, pixels);
    }
    return pixels;
  }

  private void draw(int index, byte[] target, int offset) {
    SplittableRandom random = random(index);
    float[][] skeleton = DigitStyles.pick(label(random), random);
    StrokeRaster ink = new StrokeRaster();
    for (float[] stroke : new Handwriting(random).write(skeleton, StrokeRaster.SIDE)) {
      ink.stroke(stroke);
    }
    ink.copy(target, offset, random);
  }

  private SplittableRandom random(int index) {
    checkIndex(index);
    return new SplittableRandom(Seeds.at(seed, index));
  }

  /** The label comes first of all that is drawn for an image, so that it can be had alone. */
  private static int label(SplittableRandom random) {
    return random.nextInt(DigitStyles.DIGITS);
  }

  private void checkIndex(int index) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException(
          "there is no image " + index + " in a set of " + count + ": they count from 0");
    }
  }
}
