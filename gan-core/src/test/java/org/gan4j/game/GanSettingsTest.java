package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gan4j.Latents;
import org.gan4j.data.Batching;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.Losses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GanSettingsTest {
  private static final GanSettings SETTINGS = GanSettings.builder().build();

  static Stream<UnaryOperator<GanSettings.Builder>> changes() {
    return Stream.of(
        b -> b.loss(Losses.hinge()),
        b -> b.loss(Losses.nonSaturating().noisy(0.1, 0)),
        b -> b.latents(Latents.UNIT),
        b -> b.batchSize(7),
        b -> b.batching(Batching.SHUFFLED),
        b -> b.scheme(UpdateScheme.COMBINED),
        b -> b.discriminatorSteps(2),
        b -> b.generatorSteps(2),
        b -> b.seed(1));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void everySettingCounts(UnaryOperator<GanSettings.Builder> change) {
    GanSettings changed = change.apply(SETTINGS.toBuilder()).build();

    assertThat(changed).isNotEqualTo(SETTINGS);
    assertThat(change.apply(SETTINGS.toBuilder()).build())
        .isEqualTo(changed)
        .hasSameHashCodeAs(changed);
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
    GanSettings separate = SETTINGS.toBuilder().batchSize(10).discriminatorSteps(3).build();
    GanSettings halves = separate.toBuilder().scheme(UpdateScheme.HALVES).build();
    GanSettings most =
        SETTINGS.toBuilder().batchSize(1 << 30).discriminatorSteps(Integer.MAX_VALUE).build();

    assertThat(separate.realImagesInAnUpdate()).isEqualTo(10);
    assertThat(separate.realImagesInAStep()).isEqualTo(30);
    assertThat(halves.realImagesInAnUpdate()).isEqualTo(5);
    assertThat(halves.realImagesInAStep()).isEqualTo(15);
    assertThat(most.realImagesInAStep()).isEqualTo((1L << 30) * Integer.MAX_VALUE);
  }

  @Test
  void aCopyIsEqual() {
    assertThat(SETTINGS.toBuilder().build()).isEqualTo(SETTINGS).hasSameHashCodeAs(SETTINGS);
  }
}
