package org.gan4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.game.GanTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistMlpTest {
  @Test
  void trainsAndDrawsAGridAfterTheLastStep(@TempDir Path out) {
    GanTrainer trainer = MnistMlp.run(DrawnDigits.of(100, 1), 2, out);

    assertThat(trainer.steps()).isEqualTo(2);
    assertThat(trainer.generator().weights().parameters().isNaN().any()).isFalse();
    assertThat(out.resolve("000002.png")).isNotEmptyFile();
  }
}
