package org.gan4j.data.idx;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of IDX files that hold data sets of images. */
enum IdxKind {
  IMAGES(0x0803, 3, 1, "images"),
  LABELS(0x0801, 1, 1, "labels"),

  /** Numbers of 32 bits. */
  WIDE_LABELS(0x0c01, 1, 4, "labels"),

  /** Rows of such numbers, the first of which is the class, as QMNIST has them. */
  LABEL_ROWS(0x0c02, 2, 4, "labels");

  private final int magic;
  private final int dimensions;
  private final int valueBytes;
  private final String plural;

  IdxKind(int magic, int dimensions, int valueBytes, String plural) {
    this.magic = magic;
    this.dimensions = dimensions;
    this.valueBytes = valueBytes;
    this.plural = plural;
  }

  /** {@return the kind of a file that begins so, if it is one of these} */
  static Optional<IdxKind> of(byte[] start) {
    return Arrays.stream(values())
        .filter(kind -> start.length == 4 && kind.startsWith(start))
        .findFirst();
  }

  /** {@return how many sizes, of four bytes each, follow the first four bytes} */
  int dimensions() {
    return dimensions;
  }

  /** {@return how many bytes a value has, the most significant first} */
  int valueBytes() {
    return valueBytes;
  }

  boolean isOfImages() {
    return this == IMAGES;
  }

  private boolean startsWith(byte[] start) {
    return Ints.fromByteArray(start) == magic;
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
