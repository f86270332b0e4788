package org.gan4j.cli;

import com.google.common.base.CharMatcher;
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
  private final List<String> lines = new ArrayList<>(List.of("file,class,origin"));

  AugmentedFolder(Path path) {
    this.path = path;
  }

  /**
   * Writes all images of a set.
   *
   * @param origin what they are called: real or generated
   */
  void write(ImageSet images, String label, String origin) {
    String prefix = origin + "-";
    BatchSource source = Batching.IN_ORDER.over(images, 0);
    Iterator<INDArray> each =
        Stream.generate(() -> source.next(1, RANGE)).limit(images.size()).iterator();
    NumberedPngs.of(RANGE).named(prefix).write(each, path.resolve(label));
    for (int i = 0; i < images.size(); i++) {
      String name = String.format(Locale.ROOT, "%s/%s%06d.png", label, prefix, i);
      lines.add("%s,%s,%s".formatted(quoted(name), quoted(label), origin));
    }
  }

  /** A folder's name may have a comma in it: RFC 4180. */
  private static String quoted(String field) {
    return CharMatcher.anyOf(",\"\r\n").matchesAnyOf(field)
        ? '"' + field.replace("\"", "\"\"") + '"'
        : field;
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
