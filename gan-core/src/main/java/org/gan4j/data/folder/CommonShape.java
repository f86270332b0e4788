package org.gan4j.data.folder;

import java.util.Collection;

/**
 * What all files of a folder have in common, which takes a look at each to know.
 *
 * @param height of all, or 0 if they have several sizes
 * @param width of all, or 0
 * @param grey whether all are stored without colours
 */
record CommonShape(int height, int width, boolean grey) {
  static CommonShape of(Collection<ImageFile.Header> headers) {
    ImageFile.Header first = headers.iterator().next();
    boolean same = headers.stream().allMatch(first::hasSizeOf);
    boolean grey = headers.stream().allMatch(ImageFile.Header::grey);
    return new CommonShape(same ? first.height() : 0, same ? first.width() : 0, grey);
  }

  boolean hasSize() {
    return height > 0;
  }

  /** {@return what {@link #parse} reads} */
  String text() {
    return height + " " + width + " " + grey;
  }

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException if it is none of {@link #text}
   */
  static CommonShape parse(String text) {
    String[] words = text.split(" ", -1);
    if (words.length != 3) {
      throw new IllegalArgumentException("three words are expected, not " + words.length);
    }
    return new CommonShape(
        Integer.parseInt(words[0]), Integer.parseInt(words[1]), Boolean.parseBoolean(words[2]));
  }
}
