package org.gan4j.data.folder;

import java.io.IOException;

/** A picture that may be as it should, of a format that no decoder here reads. */
final class UnreadFormatException extends IOException {
  private static final long serialVersionUID = 1;

  private final PictureFormat format;

  UnreadFormatException(PictureFormat format) {
    super("it is " + format + ", which no decoder here reads");
    this.format = format;
  }

  PictureFormat format() {
    return format;
  }
}
