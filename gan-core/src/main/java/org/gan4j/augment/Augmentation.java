package org.gan4j.augment;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.gan4j.ImageShape;
import org.gan4j.Link;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What is done to images, real and generated ones alike, before the discriminator sees them, in its
 * own updates and in the generator's: so that it cannot learn few images by heart, and the
 * generator does not learn to draw altered ones. A value.
 *
 * <p>Always ({@link #of}) it is differentiable augmentation, by Zhao et al. 2020, arXiv:2006.10738;
 * as often as it is needed ({@link #adaptive}) it is after Karras et al. 2020, arXiv:2006.06676.
 *
 * @param alterations in the order in which they are made; none for no augmentation
 * @param adaptation how many real images the probability of an alteration takes from 0 to 1, while
 *     the discriminator is too sure of real images; 0 if each is always made
 */
public record Augmentation(List<Alteration> alterations, long adaptation) {
  /** Images as they are. */
  public static final Augmentation NONE = new Augmentation(List.of(), 0);

  /** Images that the probability takes from 0 to 1 in the paper. */
  public static final long USUAL_ADAPTATION = 500_000;

  private static final String NO_WORD = "none";
  private static final String ADAPTIVE = "ada";
  private static final String FORM =
      "\"%s\" is no augmentation: write what is done to images, color,translation,cutout, and for"
          + " as much as is needed ada:color,translation,cutout, or with the images that the"
          + " probability takes from 0 to 1, ada:color,translation,cutout:100000";

  /**
   * Puts the alterations into the order in which they are made: colours, translation, cutout,
   * mirror.
   *
   * @param alterations each at most once
   * @param adaptation 0 or more
   * @throws IllegalArgumentException if one is there twice, or there is none to be adapted
   */
  public Augmentation {
    checkArgument(
        alterations.stream().distinct().count() == alterations.size(),
        "each alteration of images is made once at most, not as in %s",
        words(alterations));
    checkArgument(
        adaptation >= 0,
        "the probability of an alteration takes 0 or more images from 0 to 1, not %s",
        adaptation);
    checkArgument(
        adaptation == 0 || !alterations.isEmpty(),
        "an adaptive augmentation needs something that is done to images: color, translation, cutout"
            + " or mirror");
    alterations = ImmutableList.sortedCopyOf(alterations);
  }

  /**
   * {@return what alters every image}
   *
   * @param alterations of images, each at most once; color, translation and cutout are usual
   * @throws IllegalArgumentException if one is there twice
   */
  public static Augmentation of(Alteration... alterations) {
    return new Augmentation(List.of(alterations), 0);
  }

  /**
   * {@return the same alterations, each with a probability that begins at 0 and grows while the
   * discriminator is too sure of real images, with the paper's speed}
   *
   * @throws IllegalArgumentException if there are none
   */
  public Augmentation adaptive() {
    return adaptive(USUAL_ADAPTATION);
  }

  /**
   * {@return the same as {@link #adaptive()}, with a speed of one's own}
   *
   * @param images real ones that the probability takes from 0 to 1, at least 1: fewer for a short
   *     training
   * @throws IllegalArgumentException if it is less, or there are no alterations
   */
  public Augmentation adaptive(long images) {
    checkArgument(
        images >= 1, "the probability of an alteration grows in 1 image or more, not %s", images);
    return new Augmentation(alterations, images);
  }

  /** {@return whether something is done to images} */
  public boolean alters() {
    return !alterations.isEmpty();
  }

  /** {@return whether the probability follows what the discriminator says of real images} */
  public boolean isAdaptive() {
    return adaptation > 0;
  }

  /**
   * {@return a link from images, {@code [batch, channels, height, width]}, to altered ones. Each
   * run draws afresh for each image; a {@linkplain org.gan4j.Pass#at pass over other images} does
   * not}
   *
   * @param shape of the images
   * @param range of their values, of which the lower end is black
   * @param probability of each alteration, for each image by itself
   * @param random what is drawn
   */
  public Link link(
      ImageShape shape, ValueRange range, double probability, SplittableRandom random) {
    return inputs -> {
      INDArray images = inputs[0];
      List<List<Change>> changes = new ArrayList<>();
      for (int i = 0; i < images.size(0); i++) {
        changes.add(changes(shape, range, probability, random));
      }
      return AlteredImages.of(changes, images);
    };
  }

  /** Draws what is done to one image. */
  private List<Change> changes(
      ImageShape shape, ValueRange range, double probability, SplittableRandom random) {
    List<Change> changes = new ArrayList<>();
    for (Alteration alteration : alterations) {
      Change change = alteration.draw(random, shape, range);
      if (random.nextDouble() < probability) {
        changes.add(change);
      }
    }
    return changes;
  }

  /**
   * {@return the augmentation of a text, as {@link #toString} writes it}
   *
   * @param text for example {@code color,translation,cutout}, {@code ada:color,translation}, {@code
   *     ada:cutout:100000} or {@code none}
   * @throws IllegalArgumentException if it is none
   */
  public static Augmentation parse(String text) {
    if (text.equals(NO_WORD)) {
      return NONE;
    }
    String[] parts = text.split(":", -1);
    if (parts.length == 1) {
      return new Augmentation(alterations(text), 0);
    }
    checkArgument(parts[0].equals(ADAPTIVE) && parts.length <= 3, FORM, text);
    Augmentation always = new Augmentation(alterations(parts[1]), 0);
    try {
      return parts.length == 2 ? always.adaptive() : always.adaptive(Long.parseLong(parts[2]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(FORM.formatted(text), e);
    }
  }

  private static List<Alteration> alterations(String text) {
    return Arrays.stream(text.split(",", -1)).map(Augmentation::alteration).toList();
  }

  private static Alteration alteration(String word) {
    return Arrays.stream(Alteration.values())
        .filter(one -> one.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(FORM.formatted(word)));
  }

  private static String words(List<Alteration> alterations) {
    return alterations.stream().map(Alteration::word).collect(Collectors.joining(","));
  }

  /** {@return for example {@code color,translation,cutout}, {@code ada:cutout}, {@code none}} */
  @Override
  public String toString() {
    if (!alters()) {
      return NO_WORD;
    }
    String words = words(alterations);
    if (!isAdaptive()) {
      return words;
    }
    String speed = adaptation == USUAL_ADAPTATION ? "" : ":" + adaptation;
    return ADAPTIVE + ":" + words + speed;
  }
}
