package org.gan4j.data.idx;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.gan4j.Advice;
import org.gan4j.GanException;
import org.gan4j.Message;
import org.gan4j.data.ImageSet;

/**
 * Sets in the format of MNIST by any other name, such as EMNIST, KMNIST and QMNIST: IDX files of
 * images in a folder, packed or not, with or without labels, with or without images to test with.
 * The files of a set to test with have {@code test} or {@code t10k} in their names, and labels are
 * called like their images, with {@code labels} in place of {@code images}.
 *
 * <p>EMNIST's pictures are stored column by column, and come out transposed.
 */
public final class IdxImages {
  private final Path images;
  private final Optional<Path> labels;

  private IdxImages(Path images, Optional<Path> labels) {
    this.images = images;
    this.labels = labels;
  }

  /**
   * {@return the images to train on; {@link org.gan4j.data.LabelledImages} if there are labels}
   *
   * @param folder that has one file of such images
   * @throws GanException if there is none or another too, or if a file is damaged
   */
  public static ImageSet train(Path folder) {
    return in(folder, false).orElseThrow(() -> none(folder)).open();
  }

  /**
   * {@return the images to test with, if there are any}
   *
   * @param folder that has at most one file of such images
   * @throws GanException if there are several, or if a file is damaged
   */
  public static Optional<ImageSet> test(Path folder) {
    return in(folder, true).map(IdxImages::open);
  }

  private ImageSet open() {
    return labels.isPresent() ? IdxFiles.labelled(images, labels.get()) : IdxFiles.images(images);
  }

  private static Optional<IdxImages> in(Path folder, boolean test) {
    List<Path> all = files(folder);
    List<Path> found =
        all.stream().filter(file -> isTest(file) == test && holdsImages(file)).toList();
    if (found.size() > 1) {
      throw new GanException(
          Message.of(
              "%s has several files of images: %s. Name one and its labels: %s.",
              folder,
              found.stream().map(IdxImages::name).collect(joining(", ")),
              Advice.IDX_FILES));
    }
    return found.stream().findFirst().map(images -> new IdxImages(images, labels(images, all)));
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new GanException(
          "there is no folder %s; expected one with IDX files in it. Check the path."
              .formatted(folder));
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(Files::isReadable)
          .filter(file -> ArrayFile.idxKind(file).isPresent())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new GanException("the folder %s cannot be read: %s".formatted(folder, e), e);
    }
  }

  private static boolean holdsImages(Path file) {
    return ArrayFile.idxKind(file).filter(IdxKind::isOfImages).isPresent();
  }

  private static boolean isTest(Path file) {
    return name(file).contains("test") || name(file).contains("t10k");
  }

  /** The labels by their name, else the only ones there are for images of this part. */
  private static Optional<Path> labels(Path images, List<Path> all) {
    List<Path> labels =
        all.stream().filter(file -> !holdsImages(file) && isTest(file) == isTest(images)).toList();
    String stem = name(images).replaceFirst("images.*", "labels");
    Optional<Path> named = labels.stream().filter(file -> name(file).startsWith(stem)).findFirst();
    return named.or(() -> labels.size() == 1 ? labels.stream().findFirst() : Optional.empty());
  }

  private static String name(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  private static GanException none(Path folder) {
    return new GanException(
        ("there is no IDX file of images to train on in %s; expected one, for example"
                + " train-images-idx3-ubyte.gz, whose name has neither test nor t10k in it. Is it"
                + " the right folder?")
            .formatted(folder));
  }
}
