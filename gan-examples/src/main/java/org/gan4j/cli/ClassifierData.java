package org.gan4j.cli;

import java.util.List;
import org.gan4j.cli.option.GivenData;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.LabelledSplit;
import org.gan4j.run.DataKind;
import org.gan4j.run.DataSpec;

/**
 * Labelled images as the option {@code --data} names them.
 *
 * @param name of the data
 * @param images to train on and to test with
 * @param classes the name of each
 */
record ClassifierData(String name, LabelledSplit images, List<String> classes) {
  private static final double HELD_OUT = 0.1;

  /**
   * Opens data, and holds the last tenth of an order out where no images to test with are
   * published.
   *
   * @param text what the user wrote
   * @param seed decides that order
   * @throws IllegalArgumentException if there is no such data, or it has no labels
   */
  static ClassifierData open(String text, long seed) {
    DataSpec spec = GivenData.parse(text);
    LabelledImages train = labelled(text, spec.open());
    LabelledSplit split =
        spec.source()
            .test(train.shape())
            .map(test -> new LabelledSplit(train, labelled(text, test)))
            .orElseGet(() -> LabelledSplit.of(train, HELD_OUT, seed));
    return new ClassifierData(spec.name(), split, spec.source().classes(train));
  }

  private static LabelledImages labelled(String text, ImageSet images) {
    if (images instanceof LabelledImages labelled) {
      return labelled;
    }
    throw new IllegalArgumentException(
        "%s has no classes, and a classifier learns them: use one of %s"
            .formatted(text, DataKind.labelledList()));
  }
}
