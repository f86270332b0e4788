package org.gan4j.data;

import java.nio.file.Path;
import org.gan4j.GanException;
import org.gan4j.ImageShape;

/**
 * Reads IDX files, the format of MNIST and of its relatives (Fashion-MNIST, EMNIST, KMNIST), plain
 * or packed with gzip, whatever they are called. A file is checked to its last byte before it is
 * used. The format is described at <a
 * href="http://yann.lecun.com/exdb/mnist/">yann.lecun.com/exdb/mnist</a>.
 */
public final class IdxFiles {
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
    if (values.length != pictures.size()) {
      throw new GanException(
          ("%s has %d labels, but %s has %d images; expected one label for each image. "
                  + "Are they files of the same set?")
              .formatted(labels, values.length, images, pictures.size()));
    }
    requireClasses(labels, values, classes);
    return pictures.labelled(values, classes);
  }

  private static void requireClasses(Path file, byte[] labels, int classes) {
    for (int i = 0; i < labels.length; i++) {
      int label = Byte.toUnsignedInt(labels[i]);
      if (label >= classes && classes >= 1) {
        throw new GanException(
            ("label %d in %s is %d; expected 0 to %d. Is it the right file, and are there "
                    + "%d classes?")
                .formatted(i, file, label, classes - 1, classes));
      }
    }
  }
}
