package org.gan4j.guides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.listener.Every.every;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Latents;
import org.gan4j.checkpoint.Checkpoints;
import org.gan4j.data.ImageSet;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.listener.SampleGrid;
import org.gan4j.loss.Losses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/** The Java in docs/from-keras.md, also that in its table, runs here. */
class FromKerasTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\|.*\\| *(`.*`) *\\|$");

  @TempDir private Path folder;

  // region network
  static ListBuilder network(long seed) {
    IUpdater adam = new Adam(2e-4, 0.5, 0.999, 1e-7);
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(adam)
        .weightInit(WeightInit.XAVIER_UNIFORM)
        .activation(Activation.IDENTITY)
        .list();
  }

  // endregion

  private static MultiLayerNetwork generator() {
    ListBuilder layers = network(1);
    layers.layer(new DenseLayer.Builder().nIn(100).nOut(32 * 7 * 7).build());
    layers.layer(new BatchNormalization.Builder().nOut(32 * 7 * 7).decay(0.8).eps(1e-3).build());
    layers.inputPreProcessor(2, new FeedForwardToCnnPreProcessor(7, 7, 32));
    layers.layer(
        new Deconvolution2D.Builder(4, 4)
            .stride(2, 2)
            .convolutionMode(ConvolutionMode.Same)
            .nIn(32)
            .nOut(16)
            .build());
    layers.layer(new Upsampling2D.Builder(2).build());
    layers.layer(
        new ConvolutionLayer.Builder(3, 3)
            .convolutionMode(ConvolutionMode.Same)
            .nIn(16)
            .nOut(1)
            .activation(Activation.TANH)
            .build());
    return new MultiLayerNetwork(layers.build());
  }

  private static MultiLayerNetwork discriminator() {
    ListBuilder layers = network(2);
    layers.layer(
        new ConvolutionLayer.Builder(3, 3)
            .stride(2, 2)
            .convolutionMode(ConvolutionMode.Same)
            .nIn(1)
            .nOut(16)
            .activation(new ActivationLReLU(0.2))
            .build());
    layers.layer(new DropoutLayer.Builder(1 - 0.3).build());
    layers.inputPreProcessor(2, new CnnToFeedForwardPreProcessor(14, 14, 16));
    layers.layer(new DenseLayer.Builder().nIn(16 * 14 * 14).nOut(1).build());
    return new MultiLayerNetwork(layers.build());
  }

  @Test
  void theLinesOfTheTableTrainAGan() throws IOException {
    ImageSet images = SmallTrainers.DIGITS;
    ImageShape shape = images.shape();
    MultiLayerNetwork network = generator();
    GanSettings settings = GanSettings.defaults().withLoss(Losses.nonSaturating()).withBatchSize(8);
    GanTrainer trainer =
        new GanTrainer(
            Generator.of(network, shape), Discriminator.of(discriminator(), shape), settings);
    trainer.listen(every(200, SampleGrid.into(folder, trainer.generator(), Latents.NORMAL, 25, 1)));
    trainer.fit(images, 2);

    String layers = network.summary();
    INDArray noise = Latents.NORMAL.source(100, 7).sample(25);
    INDArray made = trainer.generator().generate(noise);
    Path file = folder.resolve("digits.gan");
    TrainedGenerator.of(trainer.generator(), Latents.NORMAL).save(file);
    TrainedGenerator loaded = TrainedGenerator.load(file);
    Checkpoints.in(folder).save(trainer);

    assertThat(layers).contains("Total Parameters");
    assertThat(made.shape()).containsExactly(25, 1, 28, 28);
    assertThat(loaded.generator().generate(noise)).isEqualTo(made);
    assertThat(folder.resolve("000002.png")).isNotEmptyFile();
  }

  @Test
  void everyLineOfTheTableStandsHere() {
    String here = plain(Sources.read(Path.of("src/test/java/org/gan4j/guides/FromKerasTest.java")));
    List<String> lines =
        ROW.matcher(Page.of("docs/from-keras.md").text())
            .results()
            .flatMap(row -> Pattern.compile("`([^`]+)`").matcher(row.group(1)).results())
            .map(code -> plain(code.group(1)))
            .toList();
    assertThat(lines).hasSizeGreaterThan(20).allSatisfy(line -> assertThat(here).contains(line));
  }

  private static String plain(String java) {
    return java.replaceAll("\\s+", "");
  }
}
