package org.gan4j.cli;

import static java.util.stream.Collectors.joining;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * One kind of data that {@code --data} can name: everything that differs between one kind and
 * another stands in {@link #ALL}.
 *
 * @param name what the text begins with
 * @param where what stands behind a colon; empty if the data need no place
 * @param needed whether they cannot be found without it
 * @param about what they are, for help
 * @param classifier that comes with the program for such data
 * @param opening returns the images at a place
 */
record DataKind(
    String name,
    String where,
    boolean needed,
    String about,
    Optional<String> classifier,
    Opening opening) {

  /** Returns the images at a place, if one was given. */
  interface Opening {
    DataSource at(Optional<DataPlace> place);
  }

  /** All that there are. */
  static final List<DataKind> ALL =
      List.of(
          made("digits", "drawn by the program", "digits", place -> DataSources.digits()),
          published("mnist", "MNIST", Optional.of("mnist"), DataSources::mnist),
          published("fashion-mnist", "Fashion-MNIST", Optional.empty(), DataSources::fashion),
          made(
              "stacked-digits",
              "three of them as the channels of a colour image",
              "digits",
              place -> DataSources.stackedDigits()),
          published(
              "stacked-mnist", "three of MNIST", Optional.of("mnist"), DataSources::stackedMnist),
          at(
              "quickdraw",
              "FILE[,FILE...]",
              ".npy files, one for each class",
              DataSources::drawings),
          at(
              "npy",
              "FILE[,FILE...]",
              "images in .npy or .npz files, which are classes if they are several",
              DataSources::arrays),
          at(
              "idx",
              "DIR or IMAGES[,LABELS]",
              "files in MNIST's format by any names",
              DataSources::idx),
          at("images", "DIR", "a folder of images", DataSources::images));

  private static DataKind made(String name, String about, String classifier, Opening opening) {
    return new DataKind(name, "", false, about, Optional.of(classifier), opening);
  }

  private static DataKind published(
      String name, String about, Optional<String> classifier, Opening opening) {
    String found = about + ", downloaded when missing or in a folder";
    return new DataKind(name, "DIR", false, found, classifier, opening);
  }

  private static DataKind at(String name, String where, String about, DataSources.At opening) {
    return new DataKind(
        name, where, true, about, Optional.empty(), place -> opening.at(place.orElseThrow()));
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

  /** Returns all kinds in one sentence. */
  static String list() {
    return ALL.stream().map(DataKind::help).collect(joining(", "));
  }

  /** Lets help show the table, too. */
  static final class Help implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ALL.stream().map(DataKind::help).iterator();
    }
  }
}
