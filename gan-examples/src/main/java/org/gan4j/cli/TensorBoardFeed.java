package org.gan4j.cli;

import static org.gan4j.listener.Every.every;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gan4j.listener.TensorBoardLog;
import org.gan4j.metrics.Measures;
import org.gan4j.run.RunConfig;
import org.gan4j.run.RunFolder;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.ScheduledRates;

/** Feeds TensorBoard with what a run logs, draws and measures. */
final class TensorBoardFeed {
  private TensorBoardFeed() {}

  /**
   * Returns the listeners; they come after the one that draws the samples.
   *
   * @param judge measures the generator
   */
  static RunListener[] of(RunConfig config, RunFolder folder, Judge judge) {
    TensorBoardLog log = TensorBoardLog.into(folder.path());
    judge.tell((measures, step) -> log.scalars(step, named(measures)));
    RunListener pictures =
        every(
            config.every().sample(),
            run -> {
              long step = run.trainer().steps();
              log.picture(step, "samples", folder.sample(step));
            });
    RunListener rates =
        every(
            config.every().log(),
            run ->
                config
                    .scheduledRates()
                    .ifPresent(
                        scheduled -> log.scalars(run.trainer().steps(), rates(scheduled, run))));
    return new RunListener[] {every(config.every().log(), log), rates, pictures};
  }

  private static Map<String, Double> rates(ScheduledRates scheduled, Run run) {
    Map<String, Double> rates = new LinkedHashMap<>();
    scheduled.rates(run).forEach((name, rate) -> rates.put("rate/" + name, rate));
    return rates;
  }

  private static Map<String, Double> named(Measures measures) {
    Map<String, Double> named = new LinkedHashMap<>();
    measures.values().forEach((name, value) -> named.put("measures/" + name, value));
    return named;
  }
}
