package org.gan4j.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.gan4j.cli.info.Table;
import org.gan4j.engine.Profile;
import org.gan4j.train.AdversarialTrainer;

/** How long each layer of both networks takes in a step. */
final class ProfileTable {
  private final Map<String, Profile> profiles = new LinkedHashMap<>();

  /** Begins to time the passes of a trainer's networks. */
  ProfileTable(AdversarialTrainer trainer) {
    trainer
        .players()
        .forEach(
            (name, player) -> player.profile().ifPresent(profile -> profiles.put(name, profile)));
  }

  /** Prints what a step took on average. */
  void print(PrintStream out, int steps) {
    Table table = new Table().row("network", "layer", "pass", "calls", "ms", "GFLOP", "GFLOP/s");
    double millis = 0;
    double gigaflops = 0;
    for (Map.Entry<String, Profile> e : profiles.entrySet()) {
      for (Profile.Row row : e.getValue().rows()) {
        double work = row.gigaflops() * row.calls();
        millis += row.millis();
        gigaflops += work;
        table.row(
            e.getKey(),
            row.layer(),
            row.pass().toString().toLowerCase(Locale.ROOT).replace('_', ' '),
            row.calls() / steps,
            number(row.millis() / steps),
            work == 0 ? "" : number(work / steps),
            work == 0 ? "" : Math.round(work / row.millis() * 1000));
      }
    }
    table.row("", "together", "", "", number(millis / steps), number(gigaflops / steps), "");
    table.print(out);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
