package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Latents;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.models.MlpGan;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class ConsumerTest {
  private static final ImageShape SHAPE = ImageShape.gray(28, 28);
  private final DrawnDigits digits = DrawnDigits.of(1_000, 1);
  private final Generator generator = MlpGan.model().generator(SHAPE, 1);
  private final Discriminator discriminator = MlpGan.model().discriminator(SHAPE, 2);
  private final GanSettings settings = GanSettings.defaults().withBatchSize(16).withSeed(3);

  @Test
  void tenStepsOfTheMlpGanMoveBothNetworks() {
    INDArray before = generator.weights().parameters().dup();
    List<StepResult> results = new ArrayList<>();
    GanTrainer trainer = new GanTrainer(generator, discriminator, settings);
    trainer.listen(
        new RunListener() {
          @Override
          public void onStep(Run run) {
            results.add(run.result().orElseThrow());
          }
        });
    trainer.fit(digits, 10);

    assertEquals(10, results.size());
    assertTrue(results.stream().allMatch(r -> Double.isFinite(r.number("g_loss").getAsDouble())));
    assertNotEquals(before, generator.weights().parameters());
  }

  @Test
  void aGeneratorIsShippedInOneFile(@TempDir Path folder) {
    Path file = folder.resolve("digits.gan");
    TrainedGenerator trained = TrainedGenerator.of(generator, Latents.NORMAL);
    trained.save(file);

    assertEquals(trained.generate(3, 7), TrainedGenerator.load(file).generate(3, 7));
  }

  @Test
  void wassersteinGanKeepsTheCriticsWeightsWithinItsBound() {
    new WganTrainer(generator, discriminator, settings, 0.01).fit(digits, 10);
    assertEquals(0.01, discriminator.weights().parameters().amaxNumber().doubleValue(), 1e-9);
  }
}
