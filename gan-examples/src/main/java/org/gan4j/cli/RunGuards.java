package org.gan4j.cli;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.gan4j.cli.option.AdviceInOptions;
import org.gan4j.data.ImageSet;
import org.gan4j.game.GanTrainer;
import org.gan4j.guard.Guards;
import org.gan4j.guard.Retries;
import org.gan4j.guard.RollBack;
import org.gan4j.guard.Warning;
import org.gan4j.guard.WarningLog;

/**
 * The guards of a run of {@code gan train}, whose warnings are written to a file and told to the
 * user. They are the first listener of the run, and are asked whether networks are healthy before
 * these are saved.
 *
 * @param log where warnings are written to
 * @param rollBack how to go back to the last checkpoint
 * @param gan whose streams to tell about warnings on
 */
record RunGuards(Path log, RollBack rollBack, Gan gan) {
  private static final String CLEAR = "\r\u001b[K"; // takes the progress bar off its line
  private static final String LINE = "(.{1,76})(?: |$)"; // two columns are left for indentation

  Guards of(GanTrainer trainer, ImageSet images) {
    return Guards.standard(trainer, images, Retries.of(rollBack), warnings());
  }

  /** Who hears of what guards see. */
  Consumer<Warning> warnings() {
    Consumer<Warning> file = WarningLog.to(log);
    Consumer<Warning> all = file.andThen(this::tell);
    return warning -> all.accept(warning.in(AdviceInOptions::of));
  }

  /** In one call, since the bar is drawn by another thread; it then draws itself anew below. */
  private void tell(Warning warning) {
    gan.err().print(line(warning, gan.terminal()));
    gan.err().flush();
  }

  static String line(Warning warning, boolean terminal) {
    String text = "warning (step %,d): %s".formatted(warning.step(), warning.message());
    return (terminal ? CLEAR + wrapped(text) : text) + System.lineSeparator();
  }

  /** Breaks between words, where a terminal would break within them. */
  private static String wrapped(String text) {
    return text.replaceAll(LINE, "$1" + System.lineSeparator() + "  ").stripTrailing();
  }
}
