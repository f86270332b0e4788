package org.gan4j.cli;

import static org.gan4j.listener.Every.every;

import com.google.common.base.Ticker;
import java.io.PrintStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.checkpoint.Checkpoints;
import org.gan4j.cli.info.Table;
import org.gan4j.cli.option.WatchOptions;
import org.gan4j.data.ImageSet;
import org.gan4j.game.GanTrainer;
import org.gan4j.guard.Guards;
import org.gan4j.listener.MetricsLog;
import org.gan4j.listener.SampleGrid;
import org.gan4j.report.RunReport;
import org.gan4j.run.ConfigFile;
import org.gan4j.run.RunConfig;
import org.gan4j.run.RunFolder;
import org.gan4j.train.MovingAverage;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.Schedule;
import org.gan4j.train.Scheduled;

/**
 * A run with all that it writes.
 *
 * @param config how to train
 * @param folder where to
 * @param gan whose streams to tell about it on
 * @param watch who is to be told about it while it runs
 */
record Training(RunConfig config, RunFolder folder, Gan gan, WatchOptions watch) {
  /**
   * Trains to the end, or until the user stops it.
   *
   * @param prepare puts the trainer where the run is to go on
   */
  void run(GanTrainer trainer, ImageSet images, Consumer<GanTrainer> prepare) {
    Checkpoints ofThisRun =
        folder.checkpoints().with(ConfigFile.NAME, out -> ConfigFile.write(config, out));
    try (GracefulStop stop = GracefulStop.install(gan.err())) {
      RunGuards runGuards = new RunGuards(folder.warnings(), () -> goBack(ofThisRun, trainer), gan);
      Guards guards = runGuards.of(trainer, images);
      Optional<MovingAverage> average = average(trainer);
      Judge judge =
          Judge.of(
              config,
              folder,
              images,
              trainer.generator(),
              average.map(MovingAverage::generator),
              runGuards.warnings(),
              gan.err()::println);
      Checkpoints checkpoints = ofThisRun.scoredBy(judge.scoredBy());
      Saving saving = saving(run -> save(checkpoints, trainer, guards, judge), judge);
      trainer.listen(stop, guards);
      average.ifPresent(trainer::listen);
      schedule(trainer, average);
      trainer.listen(log(), samples(trainer), judge, saving, progress(), report());
      if (watch.tensorBoard()) {
        trainer.listen(TensorBoardFeed.of(config, folder, judge));
      }
      prepare.accept(trainer); // when all listeners are there, whose states may come back
      tellStart(trainer.steps(), images);
      trainer.fit(images, config.training().steps() - trainer.steps());
      if (trainer.steps() == 0) { // stopped before the first step, after which all is written
        checkpoints.save(trainer);
      }
      gan.err().println(saving.costs());
      tellEnd(trainer.steps(), stop.asked());
    }
  }

  private Optional<MovingAverage> average(GanTrainer trainer) {
    long halfLife = config.averageHalfLife();
    return halfLife > 0
        ? Optional.of(MovingAverage.of(trainer, halfLife, MovingAverage.RAMP))
        : Optional.empty();
  }

  private void schedule(GanTrainer trainer, Optional<MovingAverage> average) {
    long steps = config.training().steps();
    config.recipe().ifPresent(recipe -> recipe.schedule(trainer, steps));
    Schedule halfLife = config.schedules().average();
    if (!halfLife.equals(Schedule.CONSTANT)) {
      average.ifPresent(of -> trainer.listen(new Scheduled(halfLife, steps, of::useHalfLife)));
    }
  }

  private RunListener log() {
    MetricsLog log = MetricsLog.to(folder.log().path());
    return every(
        config.every().log(),
        config.scheduledRates().map(rates -> log.with(rates::rates)).orElse(log));
  }

  private RunListener samples(GanTrainer trainer) {
    SampleGrid grid =
        SampleGrid.into(
            folder.samples(),
            trainer.generator(),
            config.latentSpace(),
            config.samples(),
            config.training().seed());
    return every(config.every().sample(), grid);
  }

  private OptionalLong goBack(Checkpoints checkpoints, GanTrainer trainer) {
    Optional<Checkpoint> newest = checkpoints.newest(gan.err()::println);
    newest.ifPresent(checkpoint -> checkpoint.restore(trainer));
    return newest
        .map(checkpoint -> OptionalLong.of(checkpoint.step()))
        .orElse(OptionalLong.empty());
  }

  private Saving saving(Consumer<Run> save, Judge judge) {
    boolean exactly = !config.savesAsTheModelDoes();
    return new Saving(
        config.every().save(), exactly, save, judge::asksToSave, Ticker.systemTicker());
  }

  /** What is not finite would be no place to go back to; the guards will find it soon. */
  private void save(Checkpoints checkpoints, GanTrainer trainer, Guards guards, Judge judge) {
    if (guards.healthy(trainer)) {
      checkpoints.save(trainer, judge.score(trainer.steps()));
      judge.saved();
    } else {
      gan.err().println("not saved: parameters or samples are not finite");
    }
  }

  private RunListener progress() {
    return gan.terminal() ? new ProgressDrawing(gan.err()) : new ProgressLines(gan.err());
  }

  private RunListener report() {
    long steps = config.training().steps();
    return new Reporting(folder, steps, watch.port(), gan.err(), Ticker.systemTicker());
  }

  private void tellStart(long made, ImageSet images) {
    gan.err()
        .printf(
            "%s %s on %s (%,d images of %s): %,d steps of %,d, into %s%n",
            made == 0 ? "training" : "from step %,d on: training".formatted(made),
            config.model(),
            config.data(),
            images.size(),
            images.shape(),
            config.training().steps(),
            config.training().batch(),
            folder.path());
  }

  private void tellEnd(long steps, boolean stopped) {
    PrintStream out = gan.out();
    if (stopped) {
      gan.err()
          .printf(
              "stopped after step %,d; all is saved, and gan train --resume %s goes on%n",
              steps, folder.path());
    }
    Table paths = new Table();
    folder.checkpoints().files().stream()
        .reduce((one, next) -> next)
        .ifPresent(newest -> paths.row("checkpoint", newest));
    if (steps > 0) {
      paths.row("metrics", folder.log().path());
      paths.row("last samples", folder.sample(steps));
      paths.row("report", RunReport.of(folder.path()).usualFile());
    }
    paths.print(out);
  }
}
