package org.gan4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gan4j.data.FashionMnist;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.LabelledSplit;
import org.gan4j.data.Mnist;

/**
 * Labelled images as the option {@code --data} names them.
 *
 * @param name of the data
 * @param images to train on and to test with
 * @param classes the name of each
 */
record ClassifierData(String name, LabelledSplit images, List<String> classes) {
  private static final double HELD_OUT = 0.1;

  private static final List<String> CLOTHES =
      List.of(
          "T-shirt",
          "trousers",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle boot");

  /**
   * Opens data, and holds the last tenth of an order out where no images to test with are
   * published.
   *
   * @param text what the user wrote
   * @param seed decides that order
   * @throws IllegalArgumentException if there is no such data, or it has no labels
   */
  static ClassifierData open(String text, long seed) {
    DataSpec spec = DataSpec.parse(text);
    String kind = text.split(":", 2)[0];
    String where = text.substring(Math.min(kind.length() + 1, text.length()));
    return switch (kind) {
      case "mnist" -> mnist(spec, test(where, Mnist::test, Mnist::test), digits());
      case "fashion-mnist" ->
          mnist(spec, test(where, FashionMnist::test, FashionMnist::test), CLOTHES);
      case "digits" -> split(spec, seed, digits());
      case "quickdraw" -> split(spec, seed, categories(where));
      default ->
          throw new IllegalArgumentException(
              ("%s has no classes, and a classifier learns them: use mnist, fashion-mnist, digits or"
                      + " quickdraw:FILE,FILE[,FILE...], a file for each class")
                  .formatted(text));
    };
  }

  private static LabelledImages test(
      String where, Supplier<LabelledImages> own, Function<Path, LabelledImages> folder) {
    return where.isEmpty() ? own.get() : folder.apply(Path.of(where));
  }

  private static ClassifierData mnist(DataSpec spec, LabelledImages test, List<String> classes) {
    return new ClassifierData(spec.name(), new LabelledSplit(labelled(spec), test), classes);
  }

  private static ClassifierData split(DataSpec spec, long seed, List<String> classes) {
    return new ClassifierData(
        spec.name(), LabelledSplit.of(labelled(spec), HELD_OUT, seed), classes);
  }

  private static LabelledImages labelled(DataSpec spec) {
    return (LabelledImages) spec.open();
  }

  private static List<String> digits() {
    return IntStream.range(0, 10).mapToObj(String::valueOf).toList();
  }

  private static List<String> categories(String files) {
    return Stream.of(files.split(",", -1)).map(Path::of).map(DataSpec::category).toList();
  }
}
