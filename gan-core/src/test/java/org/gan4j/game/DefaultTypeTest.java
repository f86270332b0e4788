package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Latents;
import org.gan4j.ValueRange;
import org.gan4j.checkpoint.Checkpoints;
import org.gan4j.classifier.ClassifierTraining;
import org.gan4j.data.Batching;
import org.gan4j.data.GaussianMixture;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.metrics.Evaluator;
import org.gan4j.metrics.FeatureExtractor;
import org.gan4j.metrics.ImageStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** An application may have made any type ND4J's default: that of a network decides. */
class DefaultTypeTest {
  private static final DrawnDigits DIGITS = DrawnDigits.of(60, 1);
  private static final DataType USUAL = DataType.FLOAT;

  @TempDir private Path folder;

  @AfterEach
  void restore() {
    Nd4j.setDefaultDataTypes(USUAL, USUAL);
  }

  private static MultiLayerNetwork network(InputType input, Layer... layers) {
    NeuralNetConfiguration.Builder builder =
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .dataType(DataType.FLOAT)
            .updater(new Adam(1e-3));
    return new MultiLayerNetwork(builder.list(layers).setInputType(input).build());
  }

  private static DenseLayer dense(int out, Activation activation) {
    return new DenseLayer.Builder().nOut(out).activation(activation).build();
  }

  private static GanTrainer trainer() {
    MultiLayerNetwork generator =
        network(
            InputType.feedForward(6),
            dense(20, Activation.RELU),
            new BatchNormalization(),
            dense(DIGITS.shape().size(), Activation.TANH));
    MultiLayerNetwork discriminator =
        network(
            InputType.convolutional(28, 28, 1),
            new ConvolutionLayer.Builder(5, 5)
                .stride(4, 4)
                .nOut(4)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.LEAKYRELU)
                .build(),
            new DropoutLayer(0.7),
            dense(1, Activation.IDENTITY));
    return new GanTrainer(
        Generator.of(generator, DIGITS.shape()),
        Discriminator.of(discriminator, DIGITS.shape()),
        GanSettings.defaults().withBatchSize(8).withSeed(3));
  }

  /** Everything that numbers come out of, one after the other. */
  private List<double[]> numbers(String name) {
    List<double[]> numbers = new ArrayList<>();
    GanTrainer trainer = trainer();
    trainer.fit(DIGITS, 3);
    numbers.add(values(trainer.generator().weights().parameters()));
    numbers.add(values(trainer.discriminator().weights().parameters()));
    Checkpoints checkpoints = Checkpoints.in(folder.resolve(name));
    checkpoints.save(trainer);
    GanTrainer resumed = trainer();
    checkpoints.newest(message -> {}).orElseThrow().restore(resumed);
    resumed.fit(DIGITS, 2);
    numbers.add(values(resumed.generator().weights().parameters()));
    Path file = folder.resolve(name + ".gan");
    TrainedGenerator.of(resumed.generator(), Latents.NORMAL).save(file);
    TrainedGenerator loaded = TrainedGenerator.load(file);
    numbers.add(values(loaded.generate(4, 9)));
    numbers.add(values(resumed.discriminator().score(loaded.generate(4, 9))));
    numbers.add(new double[] {frechet(loaded)});
    return numbers;
  }

  /** By a classifier that is trained here. */
  private static double frechet(TrainedGenerator generator) {
    MultiLayerNetwork classifier =
        network(
            InputType.convolutional(28, 28, 1),
            dense(12, Activation.RELU),
            dense(10, Activation.IDENTITY));
    new ClassifierTraining(1, 2).train(classifier, DIGITS, images -> {});
    FeatureExtractor features =
        FeatureExtractor.of(classifier, "tiny", DIGITS.shape(), ClassifierTraining.RANGE);
    return new Evaluator(features, 1)
        .compare(
            ImageStream.of(DIGITS),
            ImageStream.of(generator.generator(), Latents.NORMAL.source(6, 5), 60))
        .frechet();
  }

  private static double[] values(INDArray array) {
    return array.reshape(array.length()).toDoubleVector();
  }

  @ParameterizedTest
  @EnumSource(names = {"DOUBLE", "HALF", "BFLOAT16"})
  void aNetworkOfSinglePrecisionComputesTheSameNumbers(DataType type) {
    List<double[]> expected = numbers("usual");

    Nd4j.setDefaultDataTypes(type, type);
    List<double[]> actual = numbers("other");

    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i)).as("the numbers %s", i).containsExactly(expected.get(i));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HALF", "BFLOAT16"})
  void samplesAreNeverOfLessThanSinglePrecision(DataType type) {
    Nd4j.setDefaultDataTypes(type, type);
    List<INDArray> samples =
        List.of(
            Latents.NORMAL.source(3, 1).sample(2),
            Batching.RANDOM.over(DIGITS, 1).next(2, ValueRange.SIGNED),
            GaussianMixture.ring(8).points(1).next(2, ValueRange.UNBOUNDED));
    assertThat(samples).extracting(INDArray::dataType).containsOnly(DataType.FLOAT);
  }
}
