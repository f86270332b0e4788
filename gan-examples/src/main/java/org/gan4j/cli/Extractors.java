package org.gan4j.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.gan4j.ImageShape;
import org.gan4j.classifier.Classifier;
import org.gan4j.metrics.FeatureExtractor;
import org.gan4j.metrics.Features;
import org.gan4j.run.DataKind;
import org.gan4j.run.DataSpec;
import org.gan4j.run.UserPath;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What images are measured by, as the option {@code --classifier} names it. */
final class Extractors {
  static final String PIXELS = "pixels";
  private static final int MOST_TILES = 8; // in a row; 64 features for grey images
  private static final int FEWEST_TILES = 4; // fewer see next to nothing: unequal ones are better

  private Extractors() {}

  /**
   * Returns the extractor that comes with the library for some data, else one that looks at pixels.
   *
   * @param data what the images are
   * @param shape of the images
   * @param say is told if there is one for the data, but not for their shape
   */
  static FeatureExtractor standard(DataSpec data, ImageShape shape, Consumer<String> say) {
    return data.kind()
        .classifier()
        .map(name -> shipped(name, shape, say))
        .orElseGet(() -> pixels(shape));
  }

  private static FeatureExtractor shipped(String name, ImageShape shape, Consumer<String> say) {
    try {
      return named(name, shape);
    } catch (IllegalArgumentException e) {
      say.accept("measured by pixels: " + e.getMessage());
      return pixels(shape);
    }
  }

  /**
   * Returns an extractor.
   *
   * @param name one that comes with the library, {@code pixels}, or a file
   * @param shape of the images
   * @throws IllegalArgumentException if it does not take such images
   * @throws org.gan4j.GanException if there is no such file, or it is no classifier
   */
  static FeatureExtractor named(String name, ImageShape shape) {
    if (name.equals(PIXELS)) {
      return pixels(shape);
    }
    boolean shipped =
        DataKind.ALL.stream().flatMap(kind -> kind.classifier().stream()).anyMatch(name::equals);
    return fitted(shipped ? Classifier.shipped(name) : Classifier.load(UserPath.of(name)), shape);
  }

  /**
   * Grey classifiers look at colour images channel by channel, and at the middle of larger ones.
   */
  private static FeatureExtractor fitted(FeatureExtractor extractor, ImageShape shape) {
    boolean stacked = extractor.shape().channels() == 1 && shape.channels() == 3;
    return FeatureExtractor.cropped(
        stacked ? FeatureExtractor.stacked(extractor, shape.channels()) : extractor, shape);
  }

  /** Returns how many classes an extractor tells apart, if it is a classifier. */
  static OptionalInt classes(FeatureExtractor extractor) {
    try (INDArray image = Nd4j.zeros(DataType.FLOAT, extractor.shape().batch(1));
        Features features = extractor.extract(image)) {
      return features.probabilities().stream().mapToInt(p -> (int) p.size(1)).findFirst();
    }
  }

  /**
   * Returns in which way the classes that an extractor tells apart are others than those that a
   * generator draws; nothing if they are the same, or it is no classifier.
   *
   * @param drawn the names of the generator's
   */
  static Optional<String> difference(FeatureExtractor extractor, List<String> drawn) {
    OptionalInt told = classes(extractor);
    if (told.isPresent() && told.getAsInt() != drawn.size()) {
      return Optional.of(
          "%s tells %d apart, and the generator draws %d"
              .formatted(extractor.name(), told.getAsInt(), drawn.size()));
    }
    List<String> names = extractor.classNames();
    return IntStream.range(0, names.size())
        .filter(label -> !names.get(label).equals(drawn.get(label)))
        .mapToObj(
            label ->
                "class %d is \"%s\" to %s, and \"%s\" to the generator"
                    .formatted(label, names.get(label), extractor.name(), drawn.get(label)))
        .findFirst();
  }

  private static FeatureExtractor pixels(ImageShape shape) {
    return FeatureExtractor.pixels(shape, tiles(shape.height()), tiles(shape.width()));
  }

  private static int tiles(int side) {
    return IntStream.rangeClosed(FEWEST_TILES, MOST_TILES)
        .filter(n -> side % n == 0)
        .max()
        .orElse(Math.min(MOST_TILES, side));
  }
}
