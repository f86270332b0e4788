package org.gan4j.game;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Networks;
import org.gan4j.Player;
import org.gan4j.SampleShape;
import org.gan4j.ValueRange;
import org.gan4j.data.BatchSource;
import org.gan4j.data.Batching;
import org.gan4j.loss.Losses;
import org.gan4j.train.AdversarialTrainer;
import org.gan4j.train.MovingAverage;
import org.gan4j.train.Results;
import org.gan4j.train.StepResult;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Games of the literature that are none of the library's, their networks and their data. */
final class OwnGames {
  static final int BATCH = 4;
  static final ImageShape PICTURE = ImageShape.gray(8, 8);
  static final Map<String, Double> WEIGHTS =
      Map.of(
          "same_x", 5.0, "same_y", 5.0, "g_x", 1.0, "g_y", 1.0, "cycle_x", 10.0, "cycle_y", 10.0);

  private OwnGames() {}

  /** Arjovsky et al. 2017 (arXiv:1701.07875). */
  static final class ClippedGan extends GanTrainer {
    static final double MOST = 0.05;

    ClippedGan(Generator generator, Discriminator critic, GanSettings settings) {
      super(generator, critic, settings);
    }

    @Override
    protected void discriminatorUpdated() {
      INDArray weights = discriminator().weights().parameters();
      Transforms.max(weights, -MOST, false);
      Transforms.min(weights, MOST, false);
    }
  }

  static ClippedGan clippedGan() {
    return new ClippedGan(
        Generator.of(Networks.generator(new Adam(1e-2)), Networks.SHAPE),
        Discriminator.of(Networks.discriminator(new Adam(1e-2)), Networks.SHAPE),
        settings(UpdateScheme.JOINT).withLoss(Losses.wasserstein()).withDiscriminatorSteps(5));
  }

  private static GanSettings settings(UpdateScheme scheme) {
    return GanSettings.defaults().withBatchSize(BATCH).withSeed(3).withScheme(scheme);
  }

  static GanTrainer conditionalGan(UpdateScheme scheme, IUpdater updater) {
    return ConditionalGan.trainer(settings(scheme), updater);
  }

  static GanTrainer averagedDiscriminator() {
    GanTrainer trainer = conditionalGan(UpdateScheme.SEPARATE, new Adam(1e-2));
    return trainer.listen(average(trainer));
  }

  /** In which each step counts half as much as the one after it. */
  static MovingAverage average(GanTrainer trainer) {
    return MovingAverage.of(trainer, "discriminator", BATCH, Double.POSITIVE_INFINITY);
  }

  static Pix2Pix pix2Pix(IUpdater updater) {
    return new Pix2Pix(
        Player.of(pictureToPicture(7, updater), PICTURE),
        Discriminator.of(patches(2, 8, updater), new ImageShape(2, 8, 8)),
        real(PICTURE),
        3);
  }

  static CycleGan cycleGan() {
    IUpdater updater = new Adam(1e-2);
    return new CycleGan(
        ImmutableMap.of(
            "g", Player.of(pictureToPicture(7, updater), PICTURE),
            "f", Player.of(pictureToPicture(8, updater), PICTURE),
            "dx", Discriminator.of(patches(1, 9, updater), PICTURE),
            "dy", Discriminator.of(patches(1, 10, updater), PICTURE)),
        real(PICTURE),
        WEIGHTS,
        3);
  }

  static RealBatches real(SampleShape shape) {
    return new RealBatches(shape, ValueRange.SIGNED, Batching.RANDOM, BATCH);
  }

  /** A U-Net of one level. */
  private static ComputationGraph pictureToPicture(long seed, IUpdater updater) {
    return new ComputationGraph(
        builder(seed, updater)
            .graphBuilder()
            .addInputs("picture")
            .addLayer("down", convolution(3, 2, Activation.LEAKYRELU), "picture")
            .addLayer("dropped", new DropoutLayer(0.8), "down")
            .addLayer("up", new Upsampling2D.Builder(2).build(), "dropped")
            .addVertex("both", new MergeVertex(), "up", "picture")
            .addLayer("made", convolution(1, 1, Activation.TANH), "both")
            .setOutputs("made")
            .setInputTypes(InputType.convolutional(8, 8, 1))
            .build());
  }

  /** Scores of 4 x 4 patches. */
  private static MultiLayerNetwork patches(int channels, long seed, IUpdater updater) {
    return new MultiLayerNetwork(
        builder(seed, updater)
            .list(convolution(3, 2, Activation.LEAKYRELU), convolution(1, 1, Activation.IDENTITY))
            .setInputType(InputType.convolutional(8, 8, channels))
            .build());
  }

  private static NeuralNetConfiguration.Builder builder(long seed, IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .dataType(DataType.DOUBLE)
        .updater(updater);
  }

  static Layer convolution(int channels, int stride, Activation activation) {
    return new ConvolutionLayer.Builder(3, 3)
        .stride(stride, stride)
        .convolutionMode(ConvolutionMode.Same)
        .nOut(channels)
        .activation(activation)
        .build();
  }

  /** Bright and dark noise, and which it is. */
  static Batch labelled(long number, int count) {
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, count, 2);
    INDArray images = Networks.normal(1000 + number, PICTURE.batch(count)).muli(0.3);
    for (int i = 0; i < count; i++) {
      int label = (int) ((number + i) % 2);
      labels.putScalar(i, label, 1);
      images.slice(i).addi(label - 0.5);
    }
    return Batch.of(images, labels);
  }

  static BatchSource labelled() {
    return new DrawnBatches(PICTURE, OwnGames::labelled);
  }

  static BatchSource images() {
    return new DrawnBatches(
        Networks.SHAPE,
        (number, count) -> Batch.of(Networks.normal(2000 + number, Networks.SHAPE.batch(count))));
  }

  /** Pictures, and their negatives. */
  static BatchSource pairs() {
    return new DrawnBatches(
        PICTURE,
        (number, count) -> {
          INDArray picture = Transforms.tanh(Networks.normal(3000 + number, PICTURE.batch(count)));
          return Batch.of(picture, picture.neg());
        });
  }

  static Batch unpaired(SampleShape shape, long number, int count) {
    return Batch.of(
        Transforms.tanh(Networks.normal(4000 + number, shape.batch(count))),
        Transforms.tanh(Networks.normal(5000 + number, shape.batch(count))));
  }

  static BatchSource unpaired(SampleShape shape) {
    return new DrawnBatches(shape, (number, count) -> unpaired(shape, number, count));
  }

  static List<StepResult> train(AdversarialTrainer trainer, BatchSource data, int steps) {
    return Results.of(trainer, () -> trainer.fit(data, steps));
  }
}
