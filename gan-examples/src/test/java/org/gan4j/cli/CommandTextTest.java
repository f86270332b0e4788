package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandTextTest {
  @Test
  void shellReadsTheWordsThatWereMeant() throws IOException {
    List<String> words =
        List.of("train", "--data", "images:my 'best' $HOME/\"x\" \\ & ~;*?", "#", "a=b", "(c)");
    String command = new CommandText(words).toString().replaceFirst("\\./gan", "printf '%s\\\\n'");

    Process shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
        .containsExactlyElementsOf(words);
  }

  @Test
  void wordsComeBehindTheNameAlsoWhereAnOptionOfAllCommandsIsBeforeIt() {
    CommandText command = new CommandText(List.of("--debug", "train", "--data", "digits"));

    assertThat(command.with("--batch-size", "64"))
        .hasToString("./gan --debug train --batch-size 64 --data digits");
  }

  @Test
  void optionsAreLeftOutInEitherFormWithTheirValues() {
    CommandText command =
        new CommandText(List.of("train", "--model", "mlp", "--data=x", "--model=mlp", "--steps"));

    assertThat(command.without(Set.of("--model")).with("--model", "dcgan").words())
        .containsExactly("train", "--model", "dcgan", "--data=x", "--steps");
  }
}
