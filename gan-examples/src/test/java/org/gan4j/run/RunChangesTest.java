package org.gan4j.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.gan4j.data.Fingerprint;
import org.junit.jupiter.api.Test;

class RunChangesTest {
  private static final RunConfig SAVED = RunConfigTest.EXAMPLE;

  private static RunConfig with(
      RunConfig.Training training, Fingerprint fingerprint, double learningRate) {
    return new RunConfig(
        SAVED.model(),
        "mnist:elsewhere",
        "/another/folder",
        SAVED.pictures(),
        training,
        SAVED.every(),
        SAVED.evaluations(),
        SAVED.images(),
        fingerprint,
        SAVED.latents(),
        SAVED.classes(),
        Optional.of(SAVED.recipe().orElseThrow().withLearningRate(learningRate)),
        SAVED.averageHalfLife(),
        new Versions("9", "9", "9"),
        SAVED.created().plusSeconds(5),
        "gan train --resume x");
  }

  @Test
  void whenAndHowLongDoesNotMatter() {
    RunConfig longer = with(new RunConfig.Training(99, 32, -1), SAVED.fingerprint(), 2e-4);

    assertThat(RunChanges.between(SAVED, longer)).isEmpty();
    assertThat(RunChanges.between(SAVED, SAVED.withSteps(99))).isEmpty();
  }

  @Test
  void dataThatAreMeasuredOtherwiseAreOthers() {
    assertThat(DataSpec.areMeasuredAlike("images:a", "npy:b")).isTrue();
    assertThat(DataSpec.areMeasuredAlike("mnist", "npy:b")).isFalse();
  }

  @Test
  void everyDifferenceIsNamed() {
    Fingerprint other = new Fingerprint(8, SAVED.images().shape(), "ab01");
    RunConfig asked = with(new RunConfig.Training(10, 32, 7), other, 0.1);

    assertThat(RunChanges.between(SAVED, asked))
        .containsExactly(
            "training.seed was -1 and would be 7",
            "fingerprint.count was 9 and would be 8",
            "recipe.generator.learningRate was 2.0E-4 and would be 0.1",
            "recipe.discriminator.learningRate was 2.0E-4 and would be 0.1");
  }
}
