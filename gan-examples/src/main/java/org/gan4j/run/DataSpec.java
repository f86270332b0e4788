package org.gan4j.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.gan4j.Advice;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;
import org.gan4j.models.Words;

/**
 * Data as a run names them.
 *
 * @param text the kind, and where they lie
 * @param base the folder that relative paths in it begin in
 * @param kind of the data
 * @param place where they lie, if that was said
 * @param source of the images
 */
public record DataSpec(
    String text, Path base, DataKind kind, Optional<DataPlace> place, DataSource source) {

  /**
   * {@return the data of a name, without reading them yet; nothing if there are none of the name}
   *
   * @param text a kind of data, and its place
   * @param base the folder that relative paths in it begin in
   */
  public static Optional<DataSpec> named(String text, Path base) {
    String name = DataKind.nameIn(text);
    Optional<DataPlace> place =
        Optional.of(text)
            .filter(all -> all.length() > name.length())
            .map(all -> new DataPlace(all.substring(name.length() + 1), base));
    return DataKind.of(text)
        .filter(kind -> kind.takes(place))
        .map(kind -> new DataSpec(text, base, kind, place, kind.opening().at(place)));
  }

  /** Returns the data of a run. */
  static DataSpec of(String text, Path base) {
    return named(text, base).orElseThrow(() -> unknown(text));
  }

  /**
   * {@return what says that there are no such data, and what there is}
   *
   * @param text which they were called
   */
  public static IllegalArgumentException unknown(String text) {
    String said = DataKind.nameIn(text);
    String near =
        Words.nearest(said, DataKind.ALL.stream().map(DataKind::name).toList())
            .filter(name -> !name.equals(said))
            .map(name -> "; did you mean %s?".formatted(name + text.substring(said.length())))
            .orElse("");
    return new IllegalArgumentException(
        "there is no data \"%s\"; there are: %s%s".formatted(text, DataKind.list(), near));
  }

  /** Whether images of both are measured by the same classifier, or by none. */
  static boolean areMeasuredAlike(String one, String other) {
    return DataKind.of(one)
        .flatMap(DataKind::classifier)
        .equals(DataKind.of(other).flatMap(DataKind::classifier));
  }

  /** Whether the data are where they are said to be, as far as that can be seen. */
  boolean isThere() {
    return place.map(DataPlace::exists).orElse(true);
  }

  /**
   * {@return the same data, whose pictures are read in a way}
   *
   * @param pictures how they are read
   * @throws IllegalArgumentException if they are no pictures that could be
   */
  public DataSpec reading(PictureReading pictures) {
    return new DataSpec(text, base, kind, place, source.reading(pictures));
  }

  /**
   * {@return the same data, whose reading is shown where it takes long}
   *
   * @param progress hears of it
   */
  public DataSpec showing(ReadingProgress progress) {
    return new DataSpec(text, base, kind, place, source.showing(progress));
  }

  /**
   * {@return the same data, of which is told what is to be known, for example of their pictures}
   *
   * @param words for the advice in it
   */
  public DataSpec telling(Function<Advice, String> words) {
    return new DataSpec(text, base, kind, place, source.telling(words));
  }

  /** {@return what the data are called, fit for a file name} */
  public String name() {
    return source.name();
  }

  /** {@return the images to train on as they are} */
  public ImageSet open() {
    return source.train(Optional.empty());
  }

  /**
   * {@return the images to train on, in the height and the width of a shape if one is wanted}
   *
   * @param size the height and the width that are wanted, if any
   */
  public ImageSet open(Optional<ImageShape> size) {
    return source.train(size);
  }

  /**
   * {@return the shape of what {@link #open(Optional)} gives; a folder's files are not decoded}
   *
   * @param size the height and the width that are wanted, if any
   */
  public ImageShape shape(Optional<ImageShape> size) {
    return source.shape(size);
  }
}
