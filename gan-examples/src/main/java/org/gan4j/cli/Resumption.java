package org.gan4j.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.gan4j.GanException;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.checkpoint.Checkpoints;
import org.gan4j.game.GanTrainer;
import org.gan4j.models.Schedules;
import org.gan4j.run.ConfigFile;
import org.gan4j.run.RunChanges;
import org.gan4j.run.RunConfig;
import org.gan4j.run.RunFolder;
import org.gan4j.train.Schedule;

/**
 * A run that is to go on.
 *
 * @param folder that it is in
 * @param saved what it was started with
 * @param made how many of its steps are made
 */
record Resumption(RunFolder folder, RunConfig saved, long made) {
  /**
   * Returns the configuration to go on with.
   *
   * @param asked what the user wants
   * @param allowed whether it may differ from what was saved
   * @throws GanException if it may not, and does, or if there is nothing left to do
   */
  RunConfig with(RunConfig asked, boolean allowed) {
    long total = asked.training().steps();
    if (total <= made) {
      throw new GanException(
          "the run in %s has made %,d steps, and is to make %,d in all: give --more N, or more --steps"
              .formatted(folder.path(), made, total));
    }
    List<String> changes = RunChanges.between(saved, asked);
    if (!changes.isEmpty() && !allowed) {
      throw new GanException(
          "the run in %s was started otherwise: %s; leave such options out and restore the data to go"
                  .formatted(folder.path(), String.join("; ", changes))
              + " on as if it had never ended, or add --allow-changes");
    }
    return changes.isEmpty() ? saved.withSteps(total).withDataOf(asked) : asked;
  }

  /**
   * Puts a trainer where the run stood.
   *
   * @param checkpoint the run's newest
   * @param trainer as the configuration to go on with makes it
   * @param config to go on with
   */
  void restore(Checkpoint checkpoint, GanTrainer trainer, RunConfig config) {
    if (config.trainsAs(saved)) {
      checkpoint.restore(trainer);
    } else {
      checkpoint.restoreAllowingChanges(trainer, config.hasTheRatesOf(saved));
      // From now on it is another run, also if it is killed before its first step.
      Checkpoints.in(checkpoint.file().toAbsolutePath().getParent())
          .with(ConfigFile.NAME, out -> ConfigFile.write(config, out))
          .scoredBy(checkpoint.scoredBy())
          .save(trainer, checkpoint.score());
    }
  }

  /**
   * Tells what another length of the run does to learning rates, penalties and an average that
   * fall.
   *
   * @param config to go on with
   * @param say is told, if there is something to tell
   */
  void tellSchedules(RunConfig config, Consumer<String> say) {
    Schedules before = saved.schedules();
    Schedules now = config.schedules();
    long was = saved.training().steps();
    long is = config.training().steps();
    if (was == is) {
      return;
    }
    List<String> names =
        List.of("the learning rate", "the weight of the penalty", "the half-life of the average");
    List<Schedule> schedules = List.of(now.rate(), now.penalty(), now.average());
    List<Schedule> earlier = List.of(before.rate(), before.penalty(), before.average());
    for (int i = 0; i < names.size(); i++) {
      if (schedules.get(i).falls() && earlier.get(i).equals(schedules.get(i))) {
        say.accept(lengthened(names.get(i), schedules.get(i), was, is));
      }
    }
  }

  private String lengthened(String name, Schedule schedule, long was, long is) {
    return String.format(
        Locale.ROOT,
        "%s was to be at %s after step %,d and is at %s of its full height: it goes on as in a run of"
            + " %,d steps from the beginning, at %s, from step %,d on falling, and is at %s after step"
            + " %,d",
        name,
        percent(schedule.to()),
        was,
        percent(schedule.share(made, was)),
        is,
        percent(schedule.share(made, is)),
        schedule.begin(is),
        percent(schedule.to()),
        is);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
