package org.gan4j.data.folder;

import java.util.Optional;
import java.util.OptionalInt;
import org.gan4j.ImageShape;

/**
 * How the images of a folder are read; what is empty is as the files are.
 *
 * @param size height and width; the channels say nothing
 * @param channels 1 or 3
 * @param background a colour, {@code 0xRRGGBB}
 * @param fit how an image comes to another ratio of its sides
 * @param limit how many files may be unusable
 */
record FolderOptions(
    Optional<ImageShape> size, OptionalInt channels, int background, Fit fit, BadFiles limit) {
  static final FolderOptions NONE =
      new FolderOptions(Optional.empty(), OptionalInt.empty(), 0, Fit.CROP, new BadFiles(10, 1));

  FolderOptions withSize(Optional<ImageShape> other) {
    return new FolderOptions(other, channels, background, fit, limit);
  }

  FolderOptions withChannels(OptionalInt other) {
    return new FolderOptions(size, other, background, fit, limit);
  }

  FolderOptions withBackground(int other) {
    return new FolderOptions(size, channels, other, fit, limit);
  }

  FolderOptions withFit(Fit other) {
    return new FolderOptions(size, channels, background, other, limit);
  }

  FolderOptions withLimit(BadFiles other) {
    return new FolderOptions(size, channels, background, fit, other);
  }

  /** {@return the same, with all said that follows from the shape of the decoded images} */
  FolderOptions ofShape(ImageShape shape) {
    return withSize(Optional.of(ImageShape.gray(shape.height(), shape.width())))
        .withChannels(OptionalInt.of(shape.channels()));
  }

  /** {@return the channels of images whose files are all stored as grey, or not} */
  int channels(boolean grey) {
    int red = background >> 16;
    boolean greyBehind = background == red * 0x010101;
    return channels.orElse(grey && greyBehind ? 1 : 3);
  }

  /**
   * How many files may be unusable: a number, or a part of all where that is more.
   *
   * @param files at least 0
   * @param percent of all, from 0 to 100
   */
  record BadFiles(int files, double percent) {
    /** {@return how many of a number of files} */
    int of(int all) {
      return Math.max(files, (int) (all * percent / 100));
    }
  }
}
