package org.gan4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.Discriminator;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.game.GanTrainer;
import org.gan4j.models.MlpGan;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.junit.jupiter.api.Test;

class WassersteinTrainerTest {
  @Test
  void keepsEveryWeightOfTheCriticWithinItsBoundAfterEachStep() {
    DrawnDigits digits = DrawnDigits.of(100, 1);
    Discriminator critic = MlpGan.model().discriminator(digits.shape(), 1);
    List<Double> largest = new ArrayList<>();
    GanTrainer trainer =
        new WassersteinTrainer(
            MlpGan.model().generator(digits.shape(), 1),
            critic,
            MlpGan.model().settings().withBatchSize(16));
    trainer.listen(
        new RunListener() {
          @Override
          public void onStep(Run run) {
            largest.add(critic.weights().parameters().amaxNumber().doubleValue());
          }
        });
    trainer.fit(digits, 3);
    assertThat(largest).hasSize(3).allSatisfy(v -> assertThat(v).isCloseTo(0.01, within(1e-8)));
  }
}
