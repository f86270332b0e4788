package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gan4j.Latents;
import org.gan4j.augment.Alteration;
import org.gan4j.augment.Augmentation;
import org.gan4j.data.Batching;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.GradientPenalty;
import org.gan4j.loss.Losses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GanSettingsTest {
  private static final GanSettings SETTINGS = GanSettings.defaults();

  static Stream<UnaryOperator<GanSettings>> changes() {
    return Stream.of(
        s -> s.withLoss(Losses.hinge()),
        s -> s.withLoss(Losses.nonSaturating().noisy(0.1, 0)),
        s -> s.withLatents(Latents.UNIT),
        s -> s.withBatchSize(7),
        s -> s.withBatching(Batching.SHUFFLED),
        s -> s.withScheme(UpdateScheme.COMBINED),
        s -> s.withDiscriminatorSteps(2),
        s -> s.withGeneratorSteps(2),
        s -> s.withAugmentation(Augmentation.of(Alteration.COLOR)),
        s -> s.withAugmentation(Augmentation.of(Alteration.COLOR).adaptive()),
        s -> s.withFakesPool(50),
        s -> s.withSeed(1));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void everySettingCounts(UnaryOperator<GanSettings> change) {
    GanSettings changed = change.apply(SETTINGS);

    assertThat(changed).isNotEqualTo(SETTINGS);
    assertThat(change.apply(SETTINGS)).isEqualTo(changed).hasSameHashCodeAs(changed);
  }

  @Test
  void labelNoiseIsTheSameForTheSameLossProbabilityAndSeed() {
    AdversarialLoss noisy = Losses.hinge().noisy(0.1, 3);

    assertThat(noisy).isEqualTo(Losses.hinge().noisy(0.1, 3));
    assertThat(noisy).isNotEqualTo(Losses.hinge().noisy(0.2, 3));
    assertThat(noisy).isNotEqualTo(Losses.hinge().noisy(0.1, 4));
    assertThat(noisy).isNotEqualTo(Losses.minimax().noisy(0.1, 3));
  }

  @Test
  void realImagesAreThoseOfAllDiscriminatorUpdates() {
    GanSettings separate = SETTINGS.withBatchSize(10).withDiscriminatorSteps(3);
    GanSettings halves = separate.withScheme(UpdateScheme.HALVES);
    GanSettings most = SETTINGS.withBatchSize(1 << 30).withDiscriminatorSteps(Integer.MAX_VALUE);

    assertThat(separate.realImagesInAnUpdate()).isEqualTo(10);
    assertThat(separate.realImagesInAStep()).isEqualTo(30);
    assertThat(halves.realImagesInAnUpdate()).isEqualTo(5);
    assertThat(halves.realImagesInAStep()).isEqualTo(15);
    assertThat(most.realImagesInAStep()).isEqualTo((1L << 30) * Integer.MAX_VALUE);
  }

  @Test
  void settingsOfTheSameValuesAreEqual() {
    assertThat(GanSettings.defaults()).isEqualTo(SETTINGS).hasSameHashCodeAs(SETTINGS);
  }

  @Test
  void settingsThatContradictEachOtherAreRefused() {
    assertThatThrownBy(() -> SETTINGS.withBatchSize(5).withScheme(UpdateScheme.HALVES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5");
    assertThatThrownBy(
            () -> SETTINGS.withDiscriminatorSteps(2).withScheme(UpdateScheme.SIMULTANEOUS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("simultaneous");
    assertThatThrownBy(() -> SETTINGS.withBatchSize(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batch size")
        .hasMessageContaining("0");
  }

  @Test
  void aChangeKeepsEveryOtherSetting() {
    GanSettings all =
        new GanSettings(
            Losses.hinge(),
            Latents.UNIT,
            8,
            Batching.SHUFFLED,
            UpdateScheme.COMBINED,
            2,
            3,
            List.of(GradientPenalty.r1(0.5)),
            true,
            Augmentation.of(Alteration.CUTOUT),
            50,
            9);

    assertThat(
            SETTINGS
                .withLoss(Losses.hinge())
                .withLatents(Latents.UNIT)
                .withBatchSize(8)
                .withBatching(Batching.SHUFFLED)
                .withScheme(UpdateScheme.COMBINED)
                .withDiscriminatorSteps(2)
                .withGeneratorSteps(3)
                .withPenalties(GradientPenalty.r1(0.5))
                .withSpectralNorm(true)
                .withFakesPool(50)
                .withAugmentation(Augmentation.of(Alteration.CUTOUT))
                .withSeed(9))
        .isEqualTo(all);
    assertThat(
            SETTINGS
                .withPenalties(GradientPenalty.r1(0.5))
                .withSpectralNorm(true)
                .withSeed(9)
                .withFakesPool(50)
                .withAugmentation(Augmentation.of(Alteration.CUTOUT))
                .withGeneratorSteps(3)
                .withDiscriminatorSteps(2)
                .withScheme(UpdateScheme.COMBINED)
                .withBatching(Batching.SHUFFLED)
                .withBatchSize(8)
                .withLatents(Latents.UNIT)
                .withLoss(Losses.hinge()))
        .isEqualTo(all);
  }
}
