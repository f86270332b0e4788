package org.gan4j.classifier;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.deeplearning4j.nn.api.Model;
import org.gan4j.GanException;
import org.gan4j.engine.file.NetworkFile;
import org.gan4j.file.Archive;
import org.gan4j.file.WholeFile;

/** The file that a {@link Classifier} is kept in: an archive of two parts. */
final class ClassifierFile {
  static final String INFO = "classifier.json";
  static final String NETWORK = "network.zip";

  private static final String EXTENSION = ".classifier";

  /** Of all parts; ours have half a megabyte. */
  private static final int MOST_BYTES = 1 << 28;

  /** A thousand classes have as many names. */
  private static final int MOST_INFO_BYTES = 1 << 18;

  private ClassifierFile() {}

  static void write(Classifier classifier, Path file) {
    try {
      byte[] info = ClassifierJson.of(classifier).bytes();
      WholeFile.makeFolderOf(file);
      Archive.write(
          file,
          ImmutableMap.of(
              INFO,
              out -> out.write(info),
              NETWORK,
              out -> NetworkFile.write(classifier.network(), out, false)));
    } catch (IOException e) {
      throw new GanException(
          "%s cannot be written (%s): may you write there, and is there room on the disk?"
              .formatted(file, e),
          e);
    }
  }

  static Classifier read(Path file, Class<?>... own) {
    if (!Files.isRegularFile(file)) {
      throw new GanException("there is no file %s: gan train-classifier makes one".formatted(file));
    }
    try (Archive archive = Archive.open(file, MOST_BYTES)) {
      return read(archive, own);
    } catch (IOException | IllegalArgumentException e) {
      throw new GanException(
          ("%s is no classifier that can be used (%s): expected a file that gan train-classifier"
                  + " wrote, whole")
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static Classifier read(Archive archive, Class<?>... own) throws IOException {
    ClassifierJson json = ClassifierJson.parse(archive.bytes(INFO, MOST_INFO_BYTES));
    Classifier classifier = Classifier.of(network(archive, own), json.classifier());
    checkArgument(
        classifier.version().equals(json.version()),
        "its network is of version %s, and %s is about version %s",
        classifier.version(),
        INFO,
        json.version());
    return classifier;
  }

  private static Model network(Archive archive, Class<?>... own) throws IOException {
    try (InputStream in = archive.in(NETWORK)) {
      return NetworkFile.read(in, own);
    }
  }

  /** Archives are read from files, and the library's own are in its jar. */
  static Classifier shipped(String name) {
    try (InputStream in = ClassifierFile.class.getResourceAsStream(name + EXTENSION)) {
      Path copy = Files.createTempFile(name, EXTENSION);
      try {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        return read(copy);
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new GanException(
          "the classifier %s cannot be unpacked (%s): is there room in the folder for temporary"
                  .formatted(name, e)
              + " files? -Djava.io.tmpdir=DIR names another",
          e);
    }
  }
}
