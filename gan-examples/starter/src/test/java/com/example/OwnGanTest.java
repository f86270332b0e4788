package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.draw.TrainedGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnGanTest {
  @Test
  void tenStepsGiveAGeneratorThatIsTheSameFromAFile(@TempDir Path out) {
    TrainedGenerator trained = OwnGan.train(DrawnDigits.of(200, 1), 10, out);
    Path file = out.resolve("generator.gan");
    trained.save(file);

    assertEquals(trained.generate(3, 7), TrainedGenerator.load(file).generate(3, 7));
  }

  @Test
  void samplesAreDrawn(@TempDir Path out) {
    OwnGan.draw(OwnGan.train(DrawnDigits.of(200, 1), 1, out), out.resolve("samples.png"));
    assertTrue(Files.isRegularFile(out.resolve("samples.png")));
  }
}
