package org.gan4j.data.idx;

import com.google.common.primitives.ImmutableIntArray;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gan4j.Advice;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.Message;
import org.gan4j.data.ByteImages;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.LabelledSet;

/**
 * Reads IDX files, the format of MNIST and of its relatives (Fashion-MNIST, EMNIST, KMNIST), plain
 * or packed with gzip, whatever they are called. A file is checked to its last byte before it is
 * used. The format is described at <a
 * href="http://yann.lecun.com/exdb/mnist/">yann.lecun.com/exdb/mnist</a>.
 */
public final class IdxFiles {
  private static final int MOST_CLASSES = 65_536;

  private IdxFiles() {}

  /**
   * {@return the grey images of a file}
   *
   * @param file an IDX file of unsigned bytes in three dimensions (it begins with 2051)
   * @throws GanException if the file is missing, is something else, or is damaged
   */
  public static ByteImages images(Path file) {
    IdxReader reader = IdxReader.open(file, IdxKind.IMAGES);
    IdxHeader header = reader.header();
    return ByteImages.of(ImageShape.gray(header.rows(), header.columns()), reader.values());
  }

  /**
   * {@return the grey images of one file with the labels of another}
   *
   * @param images an IDX file of unsigned bytes in three dimensions (it begins with 2051)
   * @param labels an IDX file of unsigned bytes in one dimension (it begins with 2049)
   * @param classes how many classes there are, 1 to 256
   * @throws GanException if a file is missing, is something else or is damaged, or if the two do
   *     not belong together
   * @throws IllegalArgumentException if {@code classes} is not from 1 to 256
   */
  public static LabelledImages labelled(Path images, Path labels, int classes) {
    // The labels come first: they are small, and they tell at once that the files do not match.
    byte[] values = IdxReader.open(labels, IdxKind.LABELS).values();
    ByteImages pictures = images(images);
    requireSame(images, pictures.size(), labels, values.length);
    requireClasses(labels, values, classes);
    return pictures.labelled(values, classes);
  }

  /**
   * {@return the grey images of one file with the labels of another, of as many classes as there
   * are: one more than the largest label}
   *
   * @param images an IDX file of unsigned bytes in three dimensions (it begins with 2051)
   * @param labels an IDX file of unsigned bytes (it begins with 2049) or of 32 bits a number
   *     (3073), one for each image, or rows of such numbers (3074), the first of which counts, as
   *     QMNIST's
   * @throws GanException if a file is missing, is something else or is damaged, or if the two do
   *     not belong together
   */
  public static LabelledImages labelled(Path images, Path labels) {
    ImmutableIntArray numbers = labels(labels);
    ByteImages pictures = images(images);
    requireSame(images, pictures.size(), labels, numbers.length());
    return new LabelledSet(pictures, numbers, numbers.stream().max().orElseThrow() + 1);
  }

  private static ImmutableIntArray labels(Path file) {
    IdxKind kind =
        Files.isRegularFile(file)
            ? ArrayFile.idxKind(file).filter(found -> !found.isOfImages()).orElse(IdxKind.LABELS)
            : IdxKind.LABELS;
    IdxReader reader = IdxReader.open(file, kind);
    ByteBuffer values = ByteBuffer.wrap(reader.values());
    IdxHeader header = reader.header();
    int row = header.bytes() / header.count();
    ImmutableIntArray.Builder labels = ImmutableIntArray.builder(header.count());
    for (int i = 0; i < header.count(); i++) {
      int label =
          kind.valueBytes() == 1 ? Byte.toUnsignedInt(values.get(i * row)) : values.getInt(i * row);
      if (label < 0 || label >= MOST_CLASSES) {
        throw new GanException(
            "label %d in %s is %d; expected 0 to %d. Is it the right file?"
                .formatted(i, file, label, MOST_CLASSES - 1));
      }
      labels.add(label);
    }
    return labels.build();
  }

  private static void requireSame(Path images, int pictures, Path labels, int numbers) {
    if (numbers != pictures) {
      throw new GanException(
          ("%s has %d labels, but %s has %d images; expected one label for each image. "
                  + "Are they files of the same set?")
              .formatted(labels, numbers, images, pictures));
    }
  }

  private static void requireClasses(Path file, byte[] labels, int classes) {
    for (int i = 0; i < labels.length; i++) {
      int label = Byte.toUnsignedInt(labels[i]);
      if (label >= classes && classes >= 1) {
        throw new GanException(
            Message.of(
                "label %d in %s is %d; expected 0 to %d. Is it the right file, and are there %d"
                    + " classes? %s takes as many as there are.",
                i, file, label, classes - 1, classes, Advice.IDX_FOLDER));
      }
    }
  }
}
