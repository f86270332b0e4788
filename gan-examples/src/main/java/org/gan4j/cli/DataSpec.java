package org.gan4j.cli;

import java.util.Optional;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;

/**
 * Data as the option {@code --data} names it.
 *
 * @param text what the user wrote
 * @param kind of the data
 * @param source of the images
 */
record DataSpec(String text, DataKind kind, DataSource source) {
  /**
   * Returns the data of a name, without looking for it yet.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that there are
   */
  static DataSpec parse(String text) {
    String name = text.split(":", 2)[0];
    Optional<DataPlace> place =
        Optional.of(text)
            .filter(all -> all.length() > name.length())
            .map(all -> new DataPlace(all.substring(name.length() + 1)));
    return DataKind.ALL.stream()
        .filter(kind -> kind.name().equals(name) && kind.takes(place))
        .findFirst()
        .map(kind -> new DataSpec(text, kind, kind.opening().at(place)))
        .orElseThrow(() -> unknown(text));
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "there is no data \"%s\"; there are: %s".formatted(text, DataKind.list()));
  }

  /**
   * Returns the same data, whose pictures are read in a way.
   *
   * @throws IllegalArgumentException if they are no pictures that could be
   */
  DataSpec reading(PictureReading pictures) {
    return new DataSpec(text, kind, source.reading(pictures));
  }

  /** What the data are called, fit for a file name. */
  String name() {
    return source.name();
  }

  /** Returns the images to train on as they are. */
  ImageSet open() {
    return source.train(Optional.empty());
  }

  /** Returns the images to train on, in the height and the width of a shape if one is wanted. */
  ImageSet open(Optional<ImageShape> size) {
    return source.train(size);
  }

  /** Returns the shape of what {@link #open(Optional)} gives; a folder's files are not decoded. */
  ImageShape shape(Optional<ImageShape> size) {
    return source.shape(size);
  }
}
