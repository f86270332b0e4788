package org.gan4j.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gan4j.listener.Every.every;

import com.google.common.primitives.ImmutableIntArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Discriminator;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.gan4j.Precision;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.metrics.Evaluator;
import org.gan4j.metrics.FeatureExtractor;
import org.gan4j.metrics.ImageStream;
import org.gan4j.metrics.Measures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

class MeasuresLogTest {
  private static final DrawnDigits DIGITS = DrawnDigits.of(40, 1);

  @TempDir private Path folder;

  private final Evaluator evaluator =
      new Evaluator(FeatureExtractor.pixels(DIGITS.shape(), 4, 4), 1);
  private final GanTrainer trainer =
      new GanTrainer(
          generator(1),
          Discriminator.of(network(784, 1, Activation.IDENTITY, 2), DIGITS.shape()),
          GanSettings.defaults().withBatchSize(4).withSeed(3));

  private static Generator generator(long seed) {
    return Generator.of(network(2, 784, Activation.TANH, seed), DIGITS.shape());
  }

  private static MultiLayerNetwork network(int in, int out, Activation last, long seed) {
    return new MultiLayerNetwork(
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .list(new DenseLayer.Builder().nIn(in).nOut(out).activation(last).build())
            .build());
  }

  private MeasuresLog log(Path file) {
    return new MeasuresLog(
        evaluator, trainer.generator(), DIGITS, () -> Latents.NORMAL.source(2, 5), file);
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  @Test
  void linesHaveTheMeasuresOfEachGeneratorAndTheLastIsTold() throws IOException {
    Path file = folder.resolve("measures.jsonl");
    Generator other = generator(9);
    List<Measures> told = new ArrayList<>();
    trainer.listen(every(2, log(file).with("other", other).tell(told::add)));
    trainer.fit(DIGITS, 4);

    List<JsonNode> lines = lines(file);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).path("step").asLong()).isEqualTo(2);
    assertThat(lines.get(1).path("images").asLong()).isEqualTo(16);
    Measures expected = measure(other);
    expected
        .values()
        .forEach(
            (name, value) ->
                assertThat(lines.get(1).path("other").path(name).asDouble()).isEqualTo(value));
    assertThat(lines.get(0).path("other")).isEqualTo(lines.get(1).path("other"));
    assertThat(lines.get(1).path("frechet").asDouble())
        .isEqualTo(measure(trainer.generator()).frechet())
        .isNotEqualTo(lines.get(0).path("frechet").asDouble());
    assertThat(told).hasSize(2).last().isEqualTo(expected);
  }

  private Measures measure(Generator generator) {
    return evaluator.compare(
        ImageStream.of(DIGITS), ImageStream.of(generator, Latents.NORMAL.source(2, 5), 40));
  }

  /** Latents of 12 values: two of noise, and ten classes; the rest of a line is the same. */
  @Test
  void generatorOfClassesIsAskedForAllInTurn() throws IOException {
    LatentSpace space = new LatentSpace(Latents.NORMAL, 2, 10, 0);
    Generator asked = Generator.of(network(12, 784, Activation.TANH, 1), DIGITS.shape());
    DrawnDigits real = DrawnDigits.of(120, 1);
    Evaluator coarse = new Evaluator(FeatureExtractor.pixels(real.shape(), 1, 2), 1);
    Path plain = folder.resolve("plain");
    Path ofClasses = folder.resolve("classes");
    new MeasuresLog(coarse, asked, real, () -> space.source(5), plain).accept(new FakeRun());
    MeasuresLog.ofClasses(coarse, asked, real, ImmutableIntArray.of(), space, 5, ofClasses)
        .with("other", asked)
        .accept(new FakeRun());
    ObjectNode line = (ObjectNode) lines(ofClasses).get(0);
    double within = line.path("frechetWithinClasses").asDouble();
    assertThat(line.path("other").path("frechetWithinClasses").asDouble())
        .isEqualTo(within)
        .isGreaterThan(0);
    line.remove(List.of("other", "frechetWithinClasses"));
    assertThat(line).isEqualTo(lines(plain).get(0));
  }

  /** One image in six is of class 1: asked for so, the distance of all images is another one. */
  @Test
  void classesThatAreRareAreAskedForAsRarelyButForTheMeasuresOfClasses() throws IOException {
    LatentSpace space = new LatentSpace(Latents.NORMAL, 2, 10, 0);
    Generator asked = Generator.of(network(12, 784, Activation.TANH, 1), DIGITS.shape());
    DrawnDigits real = DrawnDigits.of(120, 1);
    ImmutableIntArray rare = ImmutableIntArray.of(0, 0, 1, 0, 0, 0);
    Evaluator coarse = new Evaluator(FeatureExtractor.pixels(real.shape(), 1, 2), 1);
    Path even = folder.resolve("even");
    Path plain = folder.resolve("plain");
    Path uneven = folder.resolve("uneven");
    MeasuresLog.ofClasses(coarse, asked, real, ImmutableIntArray.of(), space, 5, even)
        .accept(new FakeRun());
    new MeasuresLog(coarse, asked, real, () -> space.source(5, rare.toArray()), plain)
        .accept(new FakeRun());
    MeasuresLog.ofClasses(coarse, asked, real, rare, space, 5, uneven).accept(new FakeRun());

    ObjectNode line = (ObjectNode) lines(uneven).get(0);
    assertThat(line.path("frechet")).isNotEqualTo(lines(even).get(0).path("frechet"));
    assertThat(line.remove("frechetWithinClasses"))
        .isEqualTo(lines(even).get(0).path("frechetWithinClasses"));
    assertThat(line).isEqualTo(lines(plain).get(0));
  }

  /** What is measured may not change what is trained. */
  @Test
  void trainingIsTheSameWithIt() {
    GanTrainer plain =
        new GanTrainer(
            generator(1),
            Discriminator.of(network(784, 1, Activation.IDENTITY, 2), DIGITS.shape()),
            trainer.settings());
    plain.fit(DIGITS, 5);
    trainer.listen(every(1, log(folder.resolve("x"))));
    trainer.fit(DIGITS, 5);
    Precision.assertSameBits(
        trainer.generator().weights().parameters(), plain.generator().weights().parameters());
    Precision.assertSameBits(
        trainer.discriminator().weights().parameters(),
        plain.discriminator().weights().parameters());
  }

  @Test
  void aNameIsGivenOnceAndAFolderThatIsGoneIsSaid() {
    MeasuresLog log = log(folder.resolve("gone").resolve("measures.jsonl"));
    log.with("other", generator(9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> log.with("other", generator(8)))
        .withMessage("there are two generators named other");
    trainer.listen(every(1, log));
    assertThatThrownBy(() -> trainer.fit(DIGITS, 1))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("measures.jsonl cannot be written");
  }
}
