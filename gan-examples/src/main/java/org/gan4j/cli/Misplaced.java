package org.gan4j.cli;

import java.nio.file.Files;
import org.gan4j.GanException;
import org.gan4j.cli.option.GivenData;
import org.gan4j.models.GanModel;
import org.gan4j.models.GanModels;
import org.gan4j.run.UserPath;
import picocli.CommandLine.Model.CommandSpec;

/** Arguments that are given alone, where the option is missing that takes them. */
final class Misplaced {
  private Misplaced() {}

  /** Returns the end of a message that asks what was meant, empty if nobody knows. */
  static String question(String argument, CommandSpec command) {
    if (argument.startsWith("-")) {
      return "";
    }
    if (has(command, "--model") && isModel(argument)) {
      return meant("--model " + argument);
    }
    if (has(command, "--run") && Files.exists(UserPath.of(argument).resolve("config.json"))) {
      return meant("--run " + argument);
    }
    return has(command, "--data") ? data(argument) : "";
  }

  private static boolean has(CommandSpec command, String option) {
    return command.findOption(option) != null;
  }

  private static boolean isModel(String name) {
    return GanModels.all().stream().map(GanModel::name).anyMatch(name::equals);
  }

  private static String data(String argument) {
    try {
      return meant("--data " + GivenData.parse(argument).text());
    } catch (GanException e) { // there is something there, and it says what to do about it
      return "; " + e.getMessage();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String meant(String what) {
    return "; did you mean %s?".formatted(what);
  }
}
