package org.gan4j.data.idx;

import static java.util.stream.Collectors.joining;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gan4j.GanException;
import org.gan4j.file.Excerpt;

/**
 * Which arrays of a file are what.
 *
 * @param images to train on
 * @param labels of these, if there are any
 * @param test images to test with, if there are any
 */
record NumpyFile(NpyArray images, Optional<NpyArray> labels, Optional<NumpyFile> test) {
  /** What Keras and its followers call images to train on, in small letters. */
  private static final List<String> TRAIN = List.of("x_train", "train_images", "train_x");

  /**
   * {@return the arrays of a file}
   *
   * @param file with {@code #} and the name of an array behind it, where it is an archive and
   *     another than the usual one is wanted
   */
  static NumpyFile of(Path file) {
    String name = String.valueOf(file.getFileName());
    int at = name.lastIndexOf('#');
    if (at > 0 && !Files.exists(file)) {
      return member(file.resolveSibling(name.substring(0, at)), name.substring(at + 1));
    }
    return NpzFile.is(file) ? usual(file) : single(NpyArray.of(file));
  }

  private static NumpyFile single(NpyArray images) {
    return new NumpyFile(images, Optional.empty(), Optional.empty());
  }

  private static NumpyFile member(Path file, String name) {
    if (!NpzFile.is(file)) {
      NpyArray.of(file); // which may be missing
      throw new GanException(
          "%s is one array and has none called %s; leave #%s out".formatted(file, name, name));
    }
    Map<String, NpyArray> arrays = NpzFile.arrays(file);
    if (!arrays.containsKey(name)) {
      throw new GanException(
          "%s has no array called %s; it has: %s"
              .formatted(file, Excerpt.of(name), described(arrays)));
    }
    return new NumpyFile(arrays.get(name), partner(small(arrays), name), Optional.empty());
  }

  private static NumpyFile usual(Path file) {
    Map<String, NpyArray> arrays = NpzFile.arrays(file);
    Map<String, NpyArray> small = small(arrays);
    List<String> candidates =
        small.keySet().stream()
            .filter(name -> ArrayLayout.isOfImages(small.get(name).header().shape()))
            .toList();
    String name =
        TRAIN.stream()
            .filter(small::containsKey)
            .findFirst()
            .or(
                () ->
                    Optional.of(arrays.size() == 1 ? small.keySet() : candidates)
                        .filter(one -> one.size() == 1)
                        .map(one -> one.iterator().next()))
            .orElseThrow(() -> severalOrNone(file, arrays, candidates));
    return new NumpyFile(small.get(name), partner(small, name), test(small, name));
  }

  private static Optional<NumpyFile> test(Map<String, NpyArray> small, String train) {
    String name = train.replace("train", "test");
    return name.equals(train) || !small.containsKey(name)
        ? Optional.empty()
        : Optional.of(new NumpyFile(small.get(name), partner(small, name), Optional.empty()));
  }

  private static GanException severalOrNone(
      Path file, Map<String, NpyArray> arrays, List<String> candidates) {
    return new GanException(
        (candidates.isEmpty()
                ? "%s has no array of images; it has: %s. Choose one by #NAME behind the file's name."
                : "%s has several arrays of images: %s. Choose one by #NAME behind the file's name.")
            .formatted(file, described(arrays)));
  }

  /** Names of arrays of other programs are in small letters or large. */
  private static Map<String, NpyArray> small(Map<String, NpyArray> arrays) {
    Map<String, NpyArray> small = new TreeMap<>();
    arrays.forEach((name, array) -> small.putIfAbsent(name.toLowerCase(Locale.ROOT), array));
    return small;
  }

  /** The labels of images: {@code y_train} of {@code x_train}, and the like. */
  private static Optional<NpyArray> partner(Map<String, NpyArray> small, String images) {
    String name = images.toLowerCase(Locale.ROOT);
    return Stream.of(
            name.replaceFirst("^x", "y"),
            name.replaceFirst("_x$", "_y"),
            name.replace("images", "labels"),
            name.replace("images", "y"),
            name.replaceFirst("^data$", "labels"),
            name.replaceFirst("^arr_0$", "arr_1"))
        .filter(other -> !other.equals(name) && small.containsKey(other))
        .findFirst()
        .map(small::get);
  }

  private static String described(Map<String, NpyArray> arrays) {
    return Excerpt.of(
        arrays.entrySet().stream()
            .map(e -> e.getKey() + " " + NpyArray.python(e.getValue().header().shape()))
            .collect(joining(", ")));
  }
}
