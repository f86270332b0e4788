package org.gan4j.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.gan4j.cli.option.UserPathConverter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command {@code gan}. Nothing here or in the fields of its commands touches ND4J, whose
 * natives take a second to load: {@code --help} is to answer at once.
 */
@Command(
    name = "gan",
    description = "Trains generative adversarial networks and draws what they make.",
    subcommands = {
      TrainCommand.class,
      GenerateCommand.class,
      InterpolateCommand.class,
      AnimateCommand.class,
      ExportCommand.class,
      AugmentCommand.class,
      TrainClassifierCommand.class,
      EvaluateCommand.class,
      ModelsCommand.class,
      InfoCommand.class,
      ReportCommand.class,
      CompareCommand.class,
      BenchCommand.class
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = VersionText.class,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class Gan implements Runnable {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = Failures.DEBUG,
      scope = ScopeType.INHERIT,
      description = "Show where in the program an error came from.")
  @SuppressWarnings("UnusedVariable") // Failures looks for it in arguments that may be wrong
  private boolean debug;

  private Gan(PrintStream out, PrintStream err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** Runs the command and ends the process. */
  public static void main(String[] args) {
    // Numbers in its English texts are English too, whatever the machine speaks.
    Locale.setDefault(Locale.ROOT);
    // Told by the launcher: Java cannot ask whether standard error is a terminal.
    boolean terminal = Boolean.getBoolean("gan.terminal");
    Home.ensure();
    Memory.bound();
    System.exit(run(args, System.out, System.err, terminal));
  }

  /** Runs the command and returns its exit code: 0, 1 for a failure, 2 for wrong arguments. */
  static int run(String[] args, PrintStream out, PrintStream err, boolean terminal) {
    Failures failures = new Failures(err, Arrays.asList(args).contains(Failures.DEBUG));
    try {
      return commandLine(out, err, terminal)
          .setParameterExceptionHandler(failures)
          .setExecutionExceptionHandler(failures)
          .execute(args);
    } catch (Error e) { // picocli hands exceptions to the handlers, but not errors
      return failures.report(e);
    }
  }

  /** Returns the command before it has read its arguments. */
  static CommandLine commandLine(PrintStream out, PrintStream err, boolean terminal) {
    return new CommandLine(new Gan(out, err, terminal))
        .registerConverter(Path.class, new UserPathConverter())
        .setOut(new PrintWriter(out, true, Charset.defaultCharset()))
        .setErr(new PrintWriter(err, true, Charset.defaultCharset()));
  }

  /** Results go here. */
  PrintStream out() {
    return out;
  }

  /** Progress goes here. */
  PrintStream err() {
    return err;
  }

  /** Whether {@link #err} is a terminal, on which a line can be drawn over. */
  boolean terminal() {
    return terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command given: " + String.join(", ", spec.subcommands().keySet()));
  }
}
