package org.gan4j.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gan4j.GanException;
import org.gan4j.ValueRange;
import org.gan4j.data.BatchSource;
import org.gan4j.data.Batching;
import org.gan4j.data.ImageSet;
import org.gan4j.file.WholeFile;
import org.gan4j.image.NumberedPngs;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A folder with a folder for each class, in which real and generated images have names that tell
 * them apart, and a list of all: {@code augmented.csv}.
 */
final class AugmentedFolder {
  static final String LIST = "augmented.csv";

  private static final ValueRange RANGE = ValueRange.UNIT;

  private final Path path;
  private final ClassFolders folders;
  private final List<String> lines = new ArrayList<>(List.of("file,class,origin"));

  AugmentedFolder(Path path, ClassFolders folders) {
    this.path = path;
    this.folders = folders;
  }

  /**
   * Writes all images of a set.
   *
   * @param label the class of all of them
   * @param origin what they are called: real or generated
   */
  void write(ImageSet images, int label, String origin) {
    String folder = folders.of(label);
    String prefix = origin + "-";
    BatchSource source = Batching.IN_ORDER.over(images, 0);
    Iterator<INDArray> each =
        Stream.generate(() -> source.next(1, RANGE)).limit(images.size()).iterator();
    NumberedPngs.of(RANGE).named(prefix).write(each, path.resolve(folder));
    for (int i = 0; i < images.size(); i++) {
      String name = String.format(Locale.ROOT, "%s/%s%06d.png", folder, prefix, i);
      lines.add("%s,%s,%s".formatted(quoted(name), quoted(folders.classes().get(label)), origin));
    }
  }

  /** As RFC 4180 has it. */
  private static String quoted(String value) {
    return value.matches("(?s).*[,\"\r\n].*") ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }

  /** Writes the list of all that was written. */
  void writeList() {
    Path list = path.resolve(LIST);
    byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      WholeFile.write(list, out -> out.write(text));
    } catch (IOException e) {
      throw new GanException(
          "%s cannot be written (%s): may you write there, and is there room on the disk?"
              .formatted(list, e),
          e);
    }
  }
}
