package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gan4j.Seeds;
import org.gan4j.data.ChosenImages;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;

/**
 * Image sets of known faults, to learn what a measure says: real images against others of the same
 * kind, of one class alone, blurred, or with noise.
 */
public final class Calibration {
  private Calibration() {}

  /**
   * {@return two random halves of a set, none of which has an image of the other; of an odd number,
   * one image is left out}
   *
   * @param images at least 2
   * @param seed decides which image is where
   * @throws IllegalArgumentException if there is one image only
   */
  public static List<ImageSet> halves(ImageSet images, long seed) {
    int[] order = inTwo(images, seed);
    return List.of(ChosenImages.of(images, first(order)), ChosenImages.of(images, second(order)));
  }

  /**
   * {@return the same halves as of {@link #halves(ImageSet, long)}, with their classes}
   *
   * @param images at least 2
   * @param seed decides which image is where
   * @throws IllegalArgumentException if there is one image only
   */
  public static List<LabelledImages> halves(LabelledImages images, long seed) {
    int[] order = inTwo(images, seed);
    return List.of(ChosenImages.of(images, first(order)), ChosenImages.of(images, second(order)));
  }

  private static int[] inTwo(ImageSet images, long seed) {
    checkArgument(images.size() >= 2, "a set of one image has no halves");
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, "halves"));
    return Subset.of(images.size(), images.size() / 2 * 2, random);
  }

  private static int[] first(int... order) {
    return Arrays.copyOf(order, order.length / 2);
  }

  private static int[] second(int... order) {
    return Arrays.copyOfRange(order, order.length / 2, order.length);
  }

  /**
   * {@return some images of a set, each at most once, in no particular order}
   *
   * @param images to choose from
   * @param count how many, at least 1; if there are fewer, all of them
   * @param seed decides which
   * @throws IllegalArgumentException if {@code count} is below 1
   */
  public static ImageSet some(ImageSet images, int count, long seed) {
    return ChosenImages.of(images, chosen(images, count, seed));
  }

  /**
   * {@return the same images as of {@link #some(ImageSet, int, long)}, with their classes}
   *
   * @param images to choose from
   * @param count how many, at least 1; if there are fewer, all of them
   * @param seed decides which
   * @throws IllegalArgumentException if {@code count} is below 1
   */
  public static LabelledImages some(LabelledImages images, int count, long seed) {
    return ChosenImages.of(images, chosen(images, count, seed));
  }

  private static int[] chosen(ImageSet images, int count, long seed) {
    checkArgument(count >= 1, "at least 1 image has to be chosen, not %s", count);
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, "some images"));
    return Subset.of(images.size(), Math.min(count, images.size()), random);
  }

  /**
   * {@return the images of one class}
   *
   * @param images of several classes
   * @param label the class
   * @throws IllegalArgumentException if there is no image of it
   */
  public static ImageSet only(LabelledImages images, int label) {
    int[] chosen =
        IntStream.range(0, images.size()).filter(i -> images.label(i) == label).toArray();
    checkArgument(
        chosen.length > 0,
        "there is no image of class %s; the set knows the classes 0 to %s",
        label,
        images.classes() - 1);
    return ChosenImages.of(images, chosen);
  }

  /**
   * {@return images as a normal blur leaves them; beyond the border, the border goes on}
   *
   * @param images sharp ones
   * @param deviation of the blur in pixels, above 0
   * @throws IllegalArgumentException if it is not above 0
   */
  public static ImageSet blurred(ImageSet images, double deviation) {
    return new BlurredImages(images, deviation);
  }

  /**
   * {@return images with independent normal noise in each value, clamped to 0 and 255}
   *
   * @param images clean ones
   * @param deviation of the noise, of 255, at least 0
   * @param seed decides the noise, which is the same at each reading
   * @throws IllegalArgumentException if the deviation is below 0
   */
  public static ImageSet noisy(ImageSet images, double deviation, long seed) {
    return new NoisyImages(images, deviation, Seeds.derive(seed, "noise"));
  }
}
