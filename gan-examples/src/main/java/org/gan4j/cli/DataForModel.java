package org.gan4j.cli;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.stream.Collectors.joining;

import com.google.common.primitives.ImmutableIntArray;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.PaddedImages;
import org.gan4j.draw.ClassNames;
import org.gan4j.models.GanModel;
import org.gan4j.models.GanModels;
import org.gan4j.run.DataKind;
import org.gan4j.run.DataSpec;

/**
 * A model and the data that it is to be trained on.
 *
 * @param model whose networks may not be for every size
 * @param data whose images may have another one
 * @param size whose height and width the user wants, if any
 */
record DataForModel(GanModel model, DataSpec data, Optional<ImageShape> size) {

  private static final int MOST_NAMED = 10; // of classes that are missing

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

  /**
   * Returns the model for as many classes as the data have, if it needs to know them.
   *
   * @throws IllegalArgumentException if it does, and they are not known; the message says which
   *     data have some
   */
  static GanModel classes(GanModel model, DataSpec data, ImageSet images) {
    if (!model.kind().labelled()) {
      return model;
    }
    checkArgument(
        !(images instanceof LabelledImages one) || one.classes() > 1,
        "the model %s draws the class that it is asked for, and all images of %s are of one class:"
            + " use data with two at least, or the model narrow",
        model.name(),
        data.text());
    checkArgument(
        images instanceof LabelledImages,
        "the model %s draws the class that it is asked for, and %s has no classes: use data that"
            + " have some (%s), or the model narrow",
        model.name(),
        data.text(),
        DataKind.labelledList());
    return model.forClasses(((LabelledImages) images).classes());
  }

  /**
   * Returns what is to be said of classes that have a number or a name and no image, if there are
   * any: who draws them gets what nobody has shown the generator.
   */
  static Optional<String> emptyClasses(GanModel model, List<String> names, ImageSet images) {
    if (!model.kind().labelled() || !(images instanceof LabelledImages labelled)) {
      return Optional.empty();
    }
    ImmutableIntArray labels = labelled.labels();
    List<String> empty =
        IntStream.range(0, names.size())
            .filter(label -> !labels.contains(label))
            .mapToObj(names::get)
            .toList();
    return empty.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d of %d classes have no image, and what is drawn of them will mean nothing: %s"
                .formatted(
                    empty.size(),
                    names.size(),
                    empty.stream().limit(MOST_NAMED).collect(joining(", "))
                        + (empty.size() > MOST_NAMED ? " and so on" : "")));
  }

  /** Returns what the classes of a model are called that was made for the data. */
  static List<String> classNames(GanModel model, DataSpec data, ImageSet images) {
    return model.kind().labelled()
        ? data.source().classes((LabelledImages) images)
        : ClassNames.of(model.classes(), List.of()).names();
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
