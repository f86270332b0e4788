package org.gan4j.cli;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import org.gan4j.data.ImageSet;
import org.gan4j.run.RunConfig;
import picocli.CommandLine.Option;

/** The options that say how a run measures its generator. */
final class EvaluationOptions {
  private static final long USUAL = 1000; // steps; docs/measures.md says what it costs

  @Option(
      names = "--evaluate-every",
      paramLabel = "N",
      description =
          "Steps between two lines of measures.jsonl, which say how good and how varied the images"
              + " are; the last step of a longer run has one too. The best checkpoint is kept. 0 for"
              + " never (default: 1000, or 0 for fewer than 100 images).")
  private Long every;

  @Option(
      names = "--best-by",
      paramLabel = "MEASURE",
      description = "The measure that says which checkpoint is the best (default: frechet).")
  private String bestBy;

  /**
   * Returns how the generator is measured.
   *
   * @param images that it is trained on
   * @param saved how a run that goes on was measured
   * @throws IllegalArgumentException if there are too few images, or there is no such measure
   */
  RunConfig.Evaluations of(ImageSet images, Optional<RunConfig.Evaluations> saved) {
    boolean enough = images.size() >= Judge.FEWEST_IMAGES;
    long steps =
        Optional.ofNullable(every)
            .or(() -> saved.map(RunConfig.Evaluations::every))
            .orElse(enough ? USUAL : 0);
    checkArgument(
        steps == 0 || enough,
        "%s images are too few to measure a generator by: give at least %s, or --evaluate-every 0",
        images.size(),
        Judge.FEWEST_IMAGES);
    return new RunConfig.Evaluations(
        steps,
        Optional.ofNullable(bestBy)
            .or(() -> saved.map(RunConfig.Evaluations::by))
            .orElse("frechet"));
  }
}
