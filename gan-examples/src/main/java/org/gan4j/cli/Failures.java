package org.gan4j.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gan4j.GanException;
import org.gan4j.cli.option.AdviceInOptions;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the user what went wrong: one line, and the stack trace only when asked for. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  /** The option that asks for the stack trace. */
  static final String DEBUG = "--debug";

  private final PrintStream err;
  private final boolean debug;

  Failures(PrintStream err, boolean debug) {
    this.err = err;
    this.debug = debug;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String message = e instanceof UnmatchedArgumentException u ? unmatched(u) : plain(e);
    return tell("%s (%s --help)".formatted(message, command), e, ExitCode.USAGE);
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    return report(e);
  }

  /** Reports what ended a command, and returns the exit code. */
  int report(Throwable e) {
    if (e instanceof GanException known) {
      return tell(AdviceInOptions.of(known), e, ExitCode.SOFTWARE);
    }
    if (e instanceof IllegalArgumentException && e.getMessage() != null) {
      return tell(e.getMessage(), e, ExitCode.USAGE);
    }
    Optional<String> memory = MemoryAdvice.of(e);
    Optional<String> advice = memory.isPresent() ? memory : NativesAdvice.of(e);
    if (advice.isPresent()) {
      return tell(advice.get(), e, ExitCode.SOFTWARE);
    }
    return tell("unexpected %s; run again with %s".formatted(e, DEBUG), e, ExitCode.SOFTWARE);
  }

  private int tell(String message, Throwable e, int exitCode) {
    // Names of files, and what is in them, may hold what a terminal would obey.
    String line =
        message
            .strip()
            .replaceAll("\\s*\\R\\s*", " ")
            .replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}]", "?");
    err.println("gan: %s".formatted(line));
    if (debug) {
      e.printStackTrace(err);
    }
    return exitCode;
  }

  /** Picocli begins some messages with "Error: " and the others with a capital letter. */
  private static String plain(ParameterException e) {
    String message = e.getMessage();
    String text = message.startsWith("Error: ") ? message.substring(7) : message;
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String argument = e.getUnmatched().get(0);
    boolean option = argument.startsWith("-");
    boolean command = !e.getCommandLine().getSubcommands().isEmpty();
    String what = option ? "unknown option" : command ? "unknown command" : "unexpected argument";
    List<String> close = e.getSuggestions();
    String hint =
        close.isEmpty()
            ? Misplaced.question(argument, e.getCommandLine().getCommandSpec())
            : "; did you mean " + String.join(" or ", close) + "?";
    return "%s '%s'%s".formatted(what, argument, hint);
  }
}
