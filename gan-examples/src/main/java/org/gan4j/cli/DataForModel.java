package org.gan4j.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;
import org.gan4j.data.PaddedImages;
import org.gan4j.models.GanModel;
import org.gan4j.models.GanModels;
import org.gan4j.run.DataSpec;

/**
 * A model and the data that it is to be trained on.
 *
 * @param model whose networks may not be for every size
 * @param data whose images may have another one
 * @param size whose height and width the user wants, if any
 */
record DataForModel(GanModel model, DataSpec data, Optional<ImageShape> size) {

  /**
   * Returns the images in a size that the model has networks for: the one that the user wants, else
   * their own, else the model's. A folder's are resized to that, all others padded where it is
   * larger.
   *
   * @param err is told if images are given another size without having been asked for
   * @param check is asked about their shape before a folder's images are decoded
   * @throws IllegalArgumentException if they do not fit; the message says what would
   */
  ImageSet open(PrintStream err, Consumer<ImageShape> check) {
    return data.source().resizes() ? decoded(err, check) : padded(err, check);
  }

  private ImageSet decoded(PrintStream err, Consumer<ImageShape> check) {
    ImageShape stored = data.shape(size);
    ImageShape shape = size.isPresent() || takes(stored) ? stored : own(model, stored);
    if (!shape.equals(stored)) {
      tell(err, stored, "resized and cropped");
    }
    checkTaken(shape);
    check.accept(shape);
    return data.open(Optional.of(shape));
  }

  private ImageSet padded(PrintStream err, Consumer<ImageShape> check) {
    ImageSet images = data.open(size);
    ImageShape stored = images.shape();
    ImageShape shape = size.isPresent() ? stored : unasked(model, stored).orElse(stored);
    if (!shape.equals(stored)) {
      tell(err, stored, "padded");
      images = PaddedImages.withLabels(images, shape.height(), shape.width());
    }
    checkTaken(images.shape());
    check.accept(images.shape());
    return images;
  }

  /**
   * Returns the shape that padded images have if nobody wants another: their own, else the model's.
   *
   * @return nothing if they fit neither
   */
  static Optional<ImageShape> unasked(GanModel model, ImageShape images) {
    return Stream.of(images, own(model, images))
        .filter(shape -> model.networks().takes(shape) && isWithin(images, shape))
        .findFirst();
  }

  private boolean takes(ImageShape shape) {
    return model.networks().takes(shape);
  }

  private static ImageShape own(GanModel model, ImageShape images) {
    return new ImageShape(images.channels(), model.shape().height(), model.shape().width());
  }

  private void tell(PrintStream err, ImageShape images, String how) {
    err.printf(
        "images of %s are %s to %s x %s, for which the model %s has networks%n",
        images, how, model.shape().height(), model.shape().width(), model.name());
  }

  private static boolean isWithin(ImageShape small, ImageShape large) {
    return small.height() <= large.height() && small.width() <= large.width();
  }

  private void checkTaken(ImageShape shape) {
    if (!takes(shape)) {
      throw new IllegalArgumentException(
          "the model %s does not fit images of %s: it needs %s; use an --image-size that it has"
                  .formatted(model.name(), shape, model.networks().needs())
              + " networks for, or one of these models: "
              + fitting(shape));
    }
  }

  /** Who wants a model without classes may have data without any. */
  private String fitting(ImageShape shape) {
    return GanModels.all().stream()
        .filter(other -> other.networks().takes(shape))
        .filter(other -> model.kind().labelled() || !other.kind().labelled())
        .map(GanModel::name)
        .collect(joining(", "));
  }
}
