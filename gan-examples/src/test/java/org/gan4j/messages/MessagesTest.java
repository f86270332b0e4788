package org.gan4j.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.gan4j.guides.Sources;
import org.junit.jupiter.api.Test;

/**
 * All messages of failures as one set, to be read as one: {@code messages.txt} lists them, and a
 * new one has to be added there, by hand or by {@code -Dgan4j.messages=write}.
 */
class MessagesTest {
  /** They tell nobody what happened, or blame who reads them. */
  private static final Pattern HOLLOW =
      Pattern.compile(
          "(?i)\\b(error|exception|invalid|illegal|bad|null|oops|please|failed to)\\b|!$");

  private static final Path LIST = Path.of("src", "test", "resources", "messages.txt");

  private final Set<String> messages = Messages.in(Sources.java("src/main/java").toList());

  @Test
  void everyMessageIsInTheListThatWasRead() throws IOException {
    if (System.getProperty("gan4j.messages", "").equals("write")) {
      Files.write(LIST, messages);
    }
    assertThat(messages)
        .hasSizeGreaterThan(200)
        .containsExactlyElementsOf(Files.readAllLines(LIST));
  }

  @Test
  void noneIsHollow() {
    assertThat(messages).noneMatch(message -> HOLLOW.matcher(message).find());
  }

  @Test
  void allGoOnFromWhatIsPrintedBeforeThem() {
    assertThat(messages)
        .filteredOn(message -> Character.isUpperCase(message.charAt(0)))
        .allMatch(message -> message.startsWith("Deeplearning4j "));
  }
}
