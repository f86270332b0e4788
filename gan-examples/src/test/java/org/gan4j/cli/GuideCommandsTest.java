package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.gan4j.cli.option.GivenData;
import org.gan4j.guides.Page;
import org.gan4j.loss.Losses;
import org.gan4j.models.GanModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParseResult;

/** Every command line on a page is one that the command takes. */
class GuideCommandsTest {
  private static final String MAIN = "GAN_MAIN=";

  static Stream<String> commands() {
    return Page.all().stream()
        .filter(page -> !page.toString().equals("CHANGELOG.md")) // whose names were those of then
        .flatMap(page -> Stream.concat(lines(page), page.spans().stream()))
        .filter(line -> line.startsWith("./gan ") || line.startsWith(MAIN))
        .map(line -> line.replaceFirst(" +[#>|].*", ""))
        .distinct();
  }

  private static Stream<String> lines(Page page) {
    return page.blocks("").stream().flatMap(String::lines);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandLineIsOneThatTheCommandTakes(String line) {
    assertThatCode(() -> check(List.of(line.split(" +")))).as(line).doesNotThrowAnyException();
  }

  private static void check(List<String> words) throws ClassNotFoundException {
    if (words.get(0).startsWith(MAIN)) {
      assertThat(words).element(1).isEqualTo("./gan");
      Class.forName(words.get(0).substring(MAIN.length()));
    } else {
      // A name within text: its options go without saying.
      boolean mentioned = words.size() == 2 && !words.get(1).startsWith("-");
      parse(mentioned ? List.of(words.get(1), "--help") : words.subList(1, words.size()));
    }
  }

  private static void parse(List<String> args) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    ParseResult whole =
        Gan.commandLine(nowhere, nowhere, false).parseArgs(args.toArray(String[]::new));
    ParseResult command = whole.hasSubcommand() ? whole.subcommand() : whole; // gan --help
    GanModels.named(command.matchedOptionValue("--model", "mlp"));
    Losses.named(command.matchedOptionValue("--loss", "hinge"));
    GivenData.parse(command.matchedOptionValue("--data", "digits"));
    if (args.get(0).equals("models")) {
      command.matchedPositionals().forEach(model -> GanModels.named(model.getValue()));
    }
  }

  @Test
  void manyCommandLinesAreFound() {
    assertThat(commands()).hasSizeGreaterThan(50);
  }
}
