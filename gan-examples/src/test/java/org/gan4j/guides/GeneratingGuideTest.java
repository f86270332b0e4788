package org.gan4j.guides;

import static org.assertj.core.api.Assertions.assertThat;

import org.gan4j.game.GanTrainer;
import org.gan4j.train.MovingAverage;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The Java in docs/generating.md runs here. */
class GeneratingGuideTest {
  @Test
  void theAverageIsKept() {
    GanTrainer trainer = SmallTrainers.trainer();
    // region average
    MovingAverage average = MovingAverage.of(trainer); // or of(trainer, 50_000, MovingAverage.RAMP)
    trainer.listen(average);
    // endregion
    trainer.fit(SmallTrainers.DIGITS, 2);
    INDArray latents = trainer.settings().latents().source(20, 1).sample(3);
    // region draw-average
    INDArray images = average.generator().generate(latents);
    // endregion
    assertThat(images.shape()).containsExactly(3, 1, 28, 28);
  }
}
