package org.gan4j.cli;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gan4j.Generator;
import org.gan4j.LatentSpace;
import org.gan4j.data.LabelledImages;
import org.gan4j.run.RunConfig;
import picocli.CommandLine.Option;

/** The options that let classifiers learn from what a generator draws. */
final class LearningOptions {
  @Option(
      names = "--train-on-generated",
      description =
          "Train classifiers on generated images, as many as the data have and of the same classes,"
              + " and say what they know of real test images; of a generator that draws the classes"
              + " of its data. Takes minutes for each seed.")
  private boolean trainOnGenerated;

  @Option(
      names = "--train-on-real",
      description = "The same on the real images that the generator was trained on.")
  private boolean trainOnReal;

  /**
   * Returns who is to learn, if that is asked for.
   *
   * @throws IllegalArgumentException if the run draws no classes, or there is nothing to test with
   */
  Optional<Pupil> pupil(RunConfig config, EvaluationData real, ImmutableLongArray seeds, Gan gan) {
    if (!trainOnGenerated && !trainOnReal) {
      return Optional.empty();
    }
    String option = trainOnGenerated ? "--train-on-generated" : "--train-on-real";
    checkArgument(
        config.drawsTheDatasClasses() && real.isOf(config.classes()),
        "%s takes a generator that draws the classes of its data, and data with these classes",
        option);
    LabelledImages test =
        real.unseen()
            .map(LabelledImages.class::cast)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s tests with images that the generator was not trained on, and none are"
                                .formatted(option)
                            + " published for these data: leave it out"));
    return Optional.of(new Pupil((LabelledImages) real.all(), test, seeds, gan));
  }

  /** Returns what is known after each lesson that is asked for. */
  List<LearntFrom> learnt(Pupil pupil, Generator generator, LatentSpace space) {
    List<LearntFrom> learnt = new ArrayList<>();
    if (trainOnGenerated) {
      learnt.add(pupil.fromGenerated(generator, space));
    }
    if (trainOnReal) {
      learnt.add(pupil.fromReal());
    }
    return learnt;
  }
}
