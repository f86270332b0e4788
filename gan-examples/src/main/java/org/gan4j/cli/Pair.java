package org.gan4j.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.util.Optional;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;
import org.gan4j.data.PaddedImages;
import org.gan4j.models.GanModel;
import org.gan4j.models.GanModels;

/**
 * A model and the data that it is to be trained on.
 *
 * @param model whose networks may not be for every size
 * @param data whose images may have another one
 * @param size whose height and width the user wants, if any
 */
record Pair(GanModel model, DataSpec data, Optional<ImageShape> size) {

  /**
   * Returns the images in a size that the model has networks for: the one that the user wants, else
   * their own, else the model's. A folder's are resized to that, all others padded where it is
   * larger.
   *
   * @param err is told if images are given another size without having been asked for
   * @throws IllegalArgumentException if they do not fit; the message says what would
   */
  ImageSet open(PrintStream err) {
    if (size.isPresent()) {
      return checked(data.open(size));
    }
    ImageSet images = data.open();
    ImageShape own = model.shape();
    boolean fits = model.networks().takes(images.shape());
    if (fits || (!data.source().resizes() && !isWithin(images.shape(), own))) {
      return checked(images);
    }
    err.printf(
        "images of %s are %s to %s x %s, for which the model %s has networks%n",
        images.shape(),
        data.source().resizes() ? "resized and cropped" : "padded",
        own.height(),
        own.width(),
        model.name());
    return checked(
        data.source().resizes() // from the files; all others are in memory already
            ? data.open(Optional.of(own))
            : PaddedImages.of(images, own.height(), own.width()));
  }

  private static boolean isWithin(ImageShape small, ImageShape large) {
    return small.height() <= large.height() && small.width() <= large.width();
  }

  private ImageSet checked(ImageSet images) {
    if (!model.networks().takes(images.shape())) {
      throw new IllegalArgumentException(
          "the model %s does not fit images of %s: it needs %s; use an --image-size that it has"
                  .formatted(model.name(), images.shape(), model.networks().needs())
              + " networks for, or one of these models: "
              + fitting(images.shape()));
    }
    return images;
  }

  private static String fitting(ImageShape shape) {
    return GanModels.all().stream()
        .filter(other -> other.networks().takes(shape))
        .map(GanModel::name)
        .collect(joining(", "));
  }
}
