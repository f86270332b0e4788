package org.gan4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Java in the README, and in some of the docs, is a part of an example that is compiled and run.
 */
class ReadmeTest {
  private static final Pattern JAVA = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

  @ParameterizedTest
  @CsvSource({"README.md, 2", "docs/reliability.md, 1"})
  void everyBlockOfJavaStandsInAnExample(String page, int least) throws IOException {
    List<String> blocks =
        JAVA.matcher(Files.readString(Path.of("..").resolve(page)))
            .results()
            .map(block -> withoutSpace(block.group(1)))
            .toList();
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(least);
    String examples = examples();
    assertThat(blocks).allSatisfy(block -> assertThat(examples).contains(block));
  }

  private static String examples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/java/org/gan4j/examples"))) {
      return files.map(ReadmeTest::read).collect(Collectors.joining());
    }
  }

  private static String read(Path file) {
    try {
      return withoutSpace(Files.readString(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A block may be indented otherwise, and leave Javadoc out. */
  private static String withoutSpace(String java) {
    return java.replaceAll("(?s)/\\*\\*.*?\\*/", "").replaceAll("\\s+", "");
  }
}
