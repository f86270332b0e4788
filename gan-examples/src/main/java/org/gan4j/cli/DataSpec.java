package org.gan4j.cli;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.gan4j.data.DrawnDigits;
import org.gan4j.data.ImageSet;
import org.gan4j.data.Mnist;

/**
 * Data as the option {@code --data} names it.
 *
 * @param text what the user wrote
 * @param name of the kind of data, fit for a file name
 * @param source reads, draws or downloads the images
 */
record DataSpec(String text, String name, Supplier<ImageSet> source) {
  /** As many as MNIST has. */
  private static final int DIGITS = 60_000;

  /** One for all runs: their seeds are to vary the training, not the data. */
  private static final long DIGITS_SEED = 1;

  private static final String FOLDER = "mnist:";

  /**
   * Returns the data of a name, without looking for it yet.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that there are
   */
  static DataSpec parse(String text) {
    if (text.equals("digits")) {
      return new DataSpec(text, text, () -> DrawnDigits.of(DIGITS, DIGITS_SEED));
    }
    if (text.equals("mnist")) {
      return new DataSpec(text, text, Mnist::train);
    }
    if (text.startsWith(FOLDER) && text.length() > FOLDER.length()) {
      Path folder = Path.of(text.substring(FOLDER.length()));
      return new DataSpec(text, "mnist", () -> Mnist.train(folder));
    }
    throw new IllegalArgumentException(
        ("there is no data \"%s\"; there are: digits (drawn by the program), mnist (downloaded when"
                + " it is missing), mnist:DIR (the files in a folder)")
            .formatted(text));
  }

  /** Returns the images. */
  ImageSet open() {
    return source.get();
  }
}
