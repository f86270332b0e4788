package org.gan4j.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gan4j.cli.info.Table;
import org.gan4j.engine.check.MachineCheck;
import org.gan4j.engine.check.Outcome;

/**
 * All that somebody else needs to know of a machine, and whether it computes rightly: a line a
 * check.
 */
final class MachineReport {
  private final PrintStream out;

  MachineReport(PrintStream out) {
    this.out = out;
  }

  /** Tells about this machine and checks it. */
  boolean run() {
    Table table = new Table();
    Machine.describe(table);
    Optional<Throwable> failure = Natives.failure();
    if (failure.isEmpty()) {
      Natives.describe(table);
    }
    Memory.describe(table);
    table.print(out);
    List<MachineCheck> checks = new ArrayList<>(FolderCheck.all());
    checks.addAll(
        failure.isPresent() ? List.of(new NativesCheck(failure.get())) : MachineCheck.all());
    return run(checks);
  }

  /** Makes checks, each printed as soon as it is made: one that ends the process is the next. */
  boolean run(List<MachineCheck> checks) {
    int failed = 0;
    for (MachineCheck check : checks) {
      out.printf("%-31s  %-18s  ", check.name(), check.by());
      out.flush();
      Outcome outcome = check.run();
      out.println(line(check, outcome));
      failed += outcome.ok() ? 0 : 1;
    }
    out.println(failed == 0 ? "everything is ok" : "FAILED: " + failed + " of " + checks.size());
    return failed == 0;
  }

  private static String line(MachineCheck check, Outcome outcome) {
    if (!outcome.ok()) {
      return "FAILED: %s; %s".formatted(plain(outcome.detail()), check.advice());
    }
    return outcome.share() == 0
        ? "ok"
        : String.format(Locale.ROOT, "ok, %.1f %% of the allowed error", 100 * outcome.share());
  }

  private static String plain(String detail) {
    return detail.replaceAll("\\s+", " ");
  }
}
