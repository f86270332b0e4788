package org.gan4j.cli;

import static com.google.common.base.Preconditions.checkArgument;
import static org.gan4j.listener.Every.every;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.gan4j.Generator;
import org.gan4j.Seeds;
import org.gan4j.checkpoint.Checkpoint;
import org.gan4j.data.Fingerprint;
import org.gan4j.data.ImageSet;
import org.gan4j.guard.CoverageGuard;
import org.gan4j.guard.Warning;
import org.gan4j.listener.MeasuresLog;
import org.gan4j.metrics.Calibration;
import org.gan4j.metrics.Evaluator;
import org.gan4j.metrics.FeatureExtractor;
import org.gan4j.metrics.ImageStream;
import org.gan4j.metrics.Measures;
import org.gan4j.run.RankedMeasure;
import org.gan4j.run.RunConfig;
import org.gan4j.run.RunFolder;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.Stateful;

/** Measures the generator of a run now and then, and knows when it was best. */
final class Judge implements RunListener {
  /** Fewer say nothing about others. */
  static final int FEWEST_IMAGES = 100;

  /** Enough to see progress, few enough to cost little. */
  private static final int IMAGES = 2000;

  /** What only an extractor that tells classes apart can say. */
  private static final Set<String> OF_A_CLASSIFIER =
      Set.of("classifierScore", "classesCovered", "classDivergence");

  private final String by;
  private final String scoredBy;
  private final long interval;
  private final RunListener looks;
  private final CoverageGuard guard;
  private final Optional<ClassWatch> classes;
  private ObjLongConsumer<Measures> told = (measures, at) -> {};
  private double best;
  private long step; // of the last look
  private double score;
  private boolean unsaved; // whether the last look was the best and is not saved yet

  private Judge(
      RunConfig.Evaluations evaluations,
      String scoredBy,
      OptionalDouble best,
      MeasuresLog log,
      CoverageGuard guard,
      Optional<ClassWatch> classes) {
    this.by = evaluations.by();
    this.scoredBy = scoredBy;
    this.interval = evaluations.every();
    this.best = best.orElse(Double.POSITIVE_INFINITY);
    this.guard = guard;
    this.classes = classes;
    this.looks =
        evaluations.every() == 0
            ? new RunListener() {}
            : every(evaluations.every(), new Looking(log));
  }

  /**
   * Returns the judge of a run.
   *
   * @param images that it is trained on
   * @param trained the generator
   * @param average of it, which is then the one that is ranked
   * @param warnings who hears when the generator has lost much of what it could make
   * @param say is told if it is measured by something else than the data would suggest
   * @throws IllegalArgumentException if generators are to be ranked by what only a classifier can
   *     say, and there is none for the data
   */
  static Judge of(
      RunConfig config,
      RunFolder folder,
      ImageSet images,
      Generator trained,
      Optional<Generator> average,
      Consumer<Warning> warnings,
      Consumer<String> say) {
    boolean measures = config.evaluations().every() > 0;
    long seed = config.training().seed();
    ImageSet real = Calibration.some(images, IMAGES, Seeds.derive(seed, "judged by"));
    FeatureExtractor extractor =
        Extractors.standard(
            config.source(), config.images().shape(), measures ? say : nobodyAsks -> {});
    Evaluator evaluator = new Evaluator(extractor, seed);
    Optional<JudgedClasses> classes =
        measures
            ? JudgedClasses.of(config, images, IMAGES, Seeds.derive(seed, "judged by"), evaluator)
            : Optional.empty();
    if (measures) {
      checkMeasured(config.evaluations().by(), evaluator, real, classes);
    }
    MeasuresLog log =
        classes
            .map(judged -> log(evaluator, trained, judged, config, folder))
            .orElseGet(
                () ->
                    new MeasuresLog(
                        evaluator,
                        trained,
                        real,
                        () -> config.latentSpace().source(latentSeed(config)),
                        folder.measures().path()));
    average.ifPresent(generator -> log.with("averaged", generator));
    String scoredBy =
        "%s of the %s by %s %s, images %.16s"
            .formatted(
                config.evaluations().by(),
                average.isPresent() ? "average" : "generator",
                extractor.name(),
                extractor.version(),
                Fingerprint.of(images).checksum());
    OptionalDouble best =
        folder
            .checkpoints()
            .scoredBy(scoredBy)
            .best()
            .map(Checkpoint::score)
            .orElse(OptionalDouble.empty());
    return new Judge(
        config.evaluations(),
        scoredBy,
        best,
        log,
        new CoverageGuard(warnings),
        classes.map(judged -> new ClassWatch(judged, warnings)));
  }

  private static MeasuresLog log(
      Evaluator evaluator,
      Generator trained,
      JudgedClasses judged,
      RunConfig config,
      RunFolder folder) {
    return MeasuresLog.ofClasses(
        evaluator,
        trained,
        judged.real(),
        judged.inTurn(),
        judged.space(),
        latentSeed(config),
        folder.measures().path());
  }

  /** Before the run begins: its first look may be an hour away. */
  private static void checkMeasured(
      String by, Evaluator evaluator, ImageSet real, Optional<JudgedClasses> classes) {
    checkArgument(
        !JudgedClasses.MEASURES.contains(by)
            || classes.filter(judged -> judged.give(by)).isPresent(),
        "generators cannot be ranked by %s, which is measured where a model draws the classes of"
            + " its data, a classifier tells these apart, and there are enough images of each:"
            + " choose another --best-by",
        by);
    checkArgument(
        !OF_A_CLASSIFIER.contains(by)
            || evaluator
                .extract(ImageStream.of(Calibration.some(real, 1, 0)))
                .classes()
                .isPresent(),
        "generators cannot be ranked by %s, which a classifier alone gives, and there is none for"
            + " these data: choose another --best-by",
        by);
  }

  private static long latentSeed(RunConfig config) {
    return Seeds.derive(config.training().seed(), "judged");
  }

  private void judge(long at, Measures measures) {
    if (at % interval == 0) { // looks at where a run was stopped come too close to be two in a row
      guard.look(at, measures.densityCoverage().coverage());
      classes.ifPresent(watch -> watch.look(at, measures));
    }
    told.accept(measures, at);
    double value = measures.values().get(by);
    score = RankedMeasure.isBetterSmaller(by) ? value : -value;
    step = at;
    unsaved = score < best;
    best = Math.min(score, best);
  }

  /**
   * Tells somebody else what was measured of the generator that is ranked, and after which step.
   */
  void tell(ObjLongConsumer<Measures> listener) {
    told = listener;
  }

  /** Returns what scores are of: with those of anything else they cannot be compared. */
  String scoredBy() {
    return scoredBy;
  }

  /** Returns the score after a step, lower is better, if it was measured then. */
  OptionalDouble score(long at) {
    return at == step ? OptionalDouble.of(score) : OptionalDouble.empty();
  }

  /** Whether the generator was never better than after this step, and that is to be saved. */
  boolean asksToSave(long at) {
    return at == step && unsaved;
  }

  /** The networks were saved. */
  void saved() {
    unsaved = false;
  }

  @Override
  public List<Stateful> stateful() {
    List<Stateful> states = new ArrayList<>(List.of(guard));
    classes.ifPresent(watch -> states.add(watch.guard()));
    return states;
  }

  @Override
  public void onStart(Run run) {
    looks.onStart(run);
  }

  @Override
  public void onStep(Run run) {
    looks.onStep(run);
  }

  @Override
  public void onTakenBack(Run run) {
    looks.onTakenBack(run);
  }

  /** The last step is judged too, but not of a run that ends before anything can be seen. */
  @Override
  public void onEnd(Run run) {
    if (!run.failed() && run.trainer().steps() >= interval) {
      looks.onEnd(run);
    }
  }

  /** Lets {@link MeasuresLog} measure, and remembers what it says. */
  private final class Looking implements RunListener {
    private final MeasuresLog log;
    private long at;

    Looking(MeasuresLog log) {
      this.log = log.tell(measures -> judge(at, measures));
    }

    @Override
    public void onStep(Run run) {
      at = run.trainer().steps();
      log.accept(run);
    }
  }
}
