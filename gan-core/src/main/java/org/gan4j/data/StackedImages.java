package org.gan4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Objects;
import java.util.SplittableRandom;
import org.gan4j.ImageShape;
import org.gan4j.Seeds;

/**
 * Three grey images, drawn at random with replacement, as red, green and blue of one colour image.
 * Of ten digits that makes 1,000 classes, {@code 100 * red + 10 * green + blue}: a test of how many
 * modes a generator covers (Metz, Poole, Pfau and Sohl-Dickstein, "Unrolled generative adversarial
 * networks", 2016). Lin et al. ("PacGAN", 2018) draw 128,000 such images of MNIST.
 *
 * <p>Which images make image {@code index} is a function of the seed and the index alone. A set
 * takes no memory beside that of the grey images.
 */
public final class StackedImages implements LabelledImages {
  private static final int CHANNELS = 3;

  private final LabelledImages gray;
  private final ImageShape shape;
  private final int count;
  private final long seed;

  private StackedImages(LabelledImages gray, int count, long seed) {
    this.gray = gray;
    this.shape = ImageShape.rgb(gray.shape().height(), gray.shape().width());
    this.count = count;
    this.seed = Seeds.derive(seed, "stacked images");
  }

  /**
   * {@return a set of stacks}
   *
   * @param gray images of one channel, of 1,290 classes at most
   * @param count how many stacks, at least 1
   * @param seed decides all of them; sets of one seed begin with the same stacks
   * @throws IllegalArgumentException if the images are not grey, the classes too many, or {@code
   *     count} is below 1
   */
  public static StackedImages of(LabelledImages gray, int count, long seed) {
    checkArgument(
        gray.shape().channels() == 1,
        "images of one channel are stacked, not images of %s: take grey ones",
        gray.shape());
    checkArgument(
        Math.pow(gray.classes(), CHANNELS) <= Integer.MAX_VALUE,
        "stacks of %s classes would have more than 2^31 - 1: 1,290 can be stacked",
        gray.classes());
    checkArgument(count >= 1, "a set of stacks has at least 1 image, not %s", count);
    return new StackedImages(gray, count, seed);
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public int classes() {
    return gray.classes() * gray.classes() * gray.classes();
  }

  @Override
  public int label(int index) {
    int label = 0;
    for (int image : parts(index)) {
      label = label * gray.classes() + gray.label(image);
    }
    return label;
  }

  @Override
  public void read(int index, byte[] target, int offset) {
    Objects.checkFromIndexSize(offset, shape.size(), target.length);
    int[] parts = parts(index);
    for (int channel = 0; channel < CHANNELS; channel++) {
      gray.read(parts[channel], target, offset + channel * gray.shape().size());
    }
  }

  private int[] parts(int index) {
    Objects.checkIndex(index, count);
    SplittableRandom random = new SplittableRandom(Seeds.at(seed, index));
    return random.ints(CHANNELS, 0, gray.size()).toArray();
  }
}
