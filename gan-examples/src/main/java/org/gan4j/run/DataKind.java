package org.gan4j.run;

import static java.util.stream.Collectors.joining;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.gan4j.data.folder.DataFile;

/**
 * One kind of data that {@code --data} can name: everything that differs between one kind and
 * another stands in {@link #ALL}, and in the {@link DataSource} that it opens. Who adds a kind
 * writes such a source, and a line in the table.
 *
 * @param name what the text begins with
 * @param where what stands behind a colon; empty if the data need no place
 * @param needed whether they cannot be found without it
 * @param about what they are, for help
 * @param labelled how they are written where a classifier learns them; empty if it cannot
 * @param classifier that comes with the program for such data
 * @param told whether what is at a path is such data, where the path alone is given
 * @param opening returns the images at a place
 */
public record DataKind(
    String name,
    String where,
    boolean needed,
    String about,
    String labelled,
    Optional<String> classifier,
    Predicate<Path> told,
    Opening opening) {

  /** Returns the images at a place, if one was given. */
  interface Opening {
    DataSource at(Optional<DataPlace> place);
  }

  /** A folder of pictures, which is what any other folder is taken for, too. */
  public static final DataKind IMAGES =
      at(
          "images",
          "DIR",
          "a folder of images",
          "images:DIR (a folder for each class and no image beside them)",
          path ->
              Files.isDirectory(path)
                  && FileKind.anyOf(path, Integer.MAX_VALUE, DataFile::isPicture),
          DataSources::images);

  /** All that there are; a path alone is of the first that says so. */
  public static final List<DataKind> ALL =
      List.of(
          made("digits", "drawn by the program", "digits", "digits", DataSources::digits),
          published("mnist", "MNIST", "mnist", Optional.of("mnist"), DataSources::mnist),
          published(
              "fashion-mnist",
              "Fashion-MNIST",
              "fashion-mnist",
              Optional.empty(),
              DataSources::fashion),
          made(
              "stacked-digits",
              "three of them as the channels of a colour image",
              "",
              "digits",
              DataSources::stackedDigits),
          published(
              "stacked-mnist",
              "three of MNIST",
              "",
              Optional.of("mnist"),
              DataSources::stackedMnist),
          at(
              "quickdraw",
              "FILE[,FILE...]",
              ".npy files, one for each class",
              "quickdraw:FILE,FILE[,FILE...] (a file for each class)",
              path -> false,
              DataSources::drawings),
          at(
              "npy",
              "FILE[,FILE...]",
              "images in .npy or .npz files, which are classes if they are several",
              "npy:FILE.npz (with labels beside its images), npy:FILE,FILE[,FILE...] (a file for"
                  + " each class)",
              path -> Files.isRegularFile(path) && FileKind.isArray(path),
              DataSources::arrays),
          at(
              "idx",
              "DIR or IMAGES[,LABELS]",
              "files in MNIST's format by any names",
              "idx:DIR",
              path -> FileKind.anyOf(path, 1, DataFile::isImagesOfIdx),
              DataSources::idx),
          IMAGES);

  private static DataKind made(
      String name, String about, String labelled, String classifier, Supplier<DataSource> images) {
    return new DataKind(
        name,
        "",
        false,
        about,
        labelled,
        Optional.of(classifier),
        path -> false,
        place -> images.get());
  }

  private static DataKind published(
      String name, String about, String labelled, Optional<String> classifier, Opening opening) {
    String found = about + ", downloaded when missing or in a folder";
    return new DataKind(name, "DIR", false, found, labelled, classifier, path -> false, opening);
  }

  private static DataKind at(
      String name,
      String where,
      String about,
      String labelled,
      Predicate<Path> told,
      Function<DataPlace, DataSource> images) {
    return new DataKind(
        name,
        where,
        true,
        about,
        labelled,
        Optional.empty(),
        told,
        place -> images.apply(place.orElseThrow()));
  }

  /** Returns the kind that a text begins with the name of. */
  static Optional<DataKind> of(String text) {
    return ALL.stream().filter(kind -> kind.name.equals(nameIn(text))).findFirst();
  }

  /** Returns what stands before the colon of a text, which may be no kind's name. */
  static String nameIn(String text) {
    return text.split(":", 2)[0];
  }

  /** Whether there are such data with a place or without one. */
  boolean takes(Optional<DataPlace> place) {
    return place.isPresent() ? !where.isEmpty() && !place.get().hasGaps() : !needed;
  }

  /** Returns how it is written, and what it is. */
  private String help() {
    String placed = name + ":" + where;
    String form = where.isEmpty() ? name : needed ? placed : name + " or " + placed;
    return form + " (" + about + ")";
  }

  /** {@return all kinds in one sentence} */
  public static String list() {
    return ALL.stream().map(DataKind::help).collect(joining(", "));
  }

  /** {@return in one sentence how those are written that a classifier can learn} */
  public static String labelledList() {
    return String.join(", ", new Labelled());
  }

  /** Lets the help of who learns classes show those that have some. */
  public static final class Labelled implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ALL.stream().map(DataKind::labelled).filter(form -> !form.isEmpty()).iterator();
    }
  }

  /** Lets help show the table, too. */
  public static final class Help implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ALL.stream().map(DataKind::help).iterator();
    }
  }
}
