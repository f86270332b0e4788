package org.gan4j.data;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where real data sets are for the tests that need them: in the folder that the system property
 * {@code gan4j.testdata} names, else in {@code shared/data} of the working directory or of a folder
 * above it.
 */
public final class TestData {
  private static final String PROPERTY = "gan4j.testdata";

  private TestData() {}

  /**
   * {@return the folder of a data set; a test is skipped if there is none}
   *
   * @param name for example {@code "mnist"}
   */
  public static Path folder(String name) {
    return find(name)
        .orElseGet(
            () ->
                abort(
                    "needs the data set '%s': set the system property %s to a folder that has it"
                        .formatted(name, PROPERTY)));
  }

  private static Optional<Path> find(String name) {
    return roots().map(root -> root.resolve(name)).filter(Files::isDirectory).findFirst();
  }

  private static Stream<Path> roots() {
    String property = System.getProperty(PROPERTY);
    return property != null
        ? Stream.of(Path.of(property))
        : Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
            .map(ancestor -> ancestor.resolve("shared").resolve("data"));
  }
}
