package org.gan4j.data;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Ints;

/** The two kinds of IDX files that hold data sets of images. */
enum IdxKind {
  IMAGES(2051, 3, "images"),
  LABELS(2049, 1, "labels");

  private final int magic;
  private final int dimensions;
  private final String plural;

  IdxKind(int magic, int dimensions, String plural) {
    this.magic = magic;
    this.dimensions = dimensions;
    this.plural = plural;
  }

  /** {@return how many sizes, of four bytes each, follow the first four bytes} */
  int dimensions() {
    return dimensions;
  }

  boolean startsWith(byte[] start) {
    return Ints.fromByteArray(start) == magic;
  }

  IdxKind other() {
    return this == IMAGES ? LABELS : IMAGES;
  }

  /** {@return the first four bytes as a message shows them, for example {@code 00 00 08 03}} */
  String start() {
    return hex(Ints.toByteArray(magic)) + " (" + magic + ")";
  }

  static String hex(byte[] bytes) {
    return BaseEncoding.base16().lowerCase().withSeparator(" ", 2).encode(bytes);
  }

  /** {@return {@code images} or {@code labels}} */
  @Override
  public String toString() {
    return plural;
  }
}
