package org.gan4j.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Player;
import org.gan4j.data.ByteImages;
import org.gan4j.data.ImageSet;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.train.Results;
import org.gan4j.train.StepResult;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Trainers of networks of a few hundred parameters, which have all whose state matters. */
final class TinyTrainers {
  static final ImageShape SHAPE = ImageShape.gray(4, 4);
  private static final int LATENT_SIZE = 3;

  private TinyTrainers() {}

  static GanSettings settings() {
    return GanSettings.defaults().withBatchSize(4).withSeed(7);
  }

  static GanTrainer trainer(GanSettings settings) {
    return new GanTrainer(generator(8), discriminator(adam(1e-2)), settings);
  }

  static GanTrainer trainer() {
    return trainer(settings());
  }

  /** A chain with BatchNorm and dropout, whose learning rate decays as in Keras. */
  static Generator generator(int width) {
    IUpdater decaying =
        Adam.builder()
            .learningRateSchedule(new InverseSchedule(ScheduleType.ITERATION, 1e-2, 0.1, 1))
            .build();
    return generator(width, decaying);
  }

  /** The same chain, updated otherwise. */
  static Generator generator(int width, IUpdater updater) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            builder(updater)
                .list()
                .layer(dense(width, Activation.TANH))
                .layer(new BatchNormalization.Builder().build())
                .layer(new DropoutLayer.Builder(0.7).build())
                .layer(dense(SHAPE.size(), Activation.TANH))
                .setInputType(InputType.feedForward(LATENT_SIZE))
                .build());
    network.init();
    return Generator.of(network, SHAPE);
  }

  /** A graph with dropout. */
  static Discriminator discriminator(IUpdater updater) {
    ComputationGraph network =
        new ComputationGraph(
            builder(updater)
                .graphBuilder()
                .addInputs("images")
                .addLayer("hidden", dense(6, Activation.TANH), "images")
                .addLayer("dropped", new DropoutLayer.Builder(0.6).build(), "hidden")
                .addLayer("score", dense(1, Activation.IDENTITY), "dropped")
                .setOutputs("score")
                .setInputTypes(InputType.feedForward(SHAPE.size()))
                .build());
    network.init();
    return Discriminator.of(network, SHAPE);
  }

  static Adam adam(double rate) {
    return new Adam(rate);
  }

  private static NeuralNetConfiguration.Builder builder(IUpdater updater) {
    return new NeuralNetConfiguration.Builder().seed(5).dataType(DataType.FLOAT).updater(updater);
  }

  private static DenseLayer dense(int out, Activation activation) {
    return new DenseLayer.Builder().nOut(out).activation(activation).build();
  }

  /** Ten images, so that passes through the data end within batches. */
  static ImageSet images() {
    byte[] pixels = new byte[10 * SHAPE.size()];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    return ByteImages.of(SHAPE, pixels);
  }

  /** Trains and returns what each step came to. */
  static List<StepResult> train(GanTrainer trainer, ImageSet images, int steps) {
    return Results.of(trainer, () -> trainer.fit(images, steps));
  }

  static void write(Path file, GanTrainer trainer) {
    Checkpoint.write(file, trainer, OptionalDouble.empty(), Map.of());
  }

  /** All that makes up a trainer, to be compared bit by bit. */
  static List<Object> all(GanTrainer trainer) {
    List<Object> all = new ArrayList<>();
    all.add(trainer.state());
    for (Player player : List.<Player>of(trainer.generator(), trainer.discriminator())) {
      all.add(bits(player.weights().parameters()));
      all.add(bits(updaterState(player.network())));
      all.add(iterations(player.network()));
    }
    return all;
  }

  static List<Integer> bits(INDArray array) {
    if (array == null) { // as of an updater that remembers nothing
      return List.of();
    }
    return Arrays.stream(array.dup('c').reshape(array.length()).toDoubleVector())
        .mapToObj(value -> Float.floatToRawIntBits((float) value))
        .toList();
  }

  static INDArray updaterState(Model network) {
    return network instanceof ComputationGraph graph
        ? graph.getUpdater().getStateViewArray()
        : ((MultiLayerNetwork) network).getUpdater().getStateViewArray();
  }

  private static int iterations(Model network) {
    return network instanceof ComputationGraph graph
        ? graph.getIterationCount()
        : ((MultiLayerNetwork) network).getIterationCount();
  }
}
