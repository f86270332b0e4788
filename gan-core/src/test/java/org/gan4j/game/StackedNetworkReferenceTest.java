package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSource;
import org.gan4j.Latents;
import org.gan4j.Networks;
import org.gan4j.Seeds;
import org.gan4j.ValueRange;
import org.gan4j.data.BatchSource;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The same game as it is usually built in plain Deeplearning4j: a third network that stacks both,
 * in which the discriminator's layers do not learn, and parameters that are copied back and forth.
 */
class StackedNetworkReferenceTest {
  private static final int STEPS = 20;
  private static final int BATCH = 8;
  private static final ImageShape SHAPE = ImageShape.gray(2, 3);
  private static final IUpdater ADAM = new Adam(1e-2, 0.5, 0.999, 1e-7);

  @Test
  void twentyStepsGiveTheLossesAndParametersOfAStackedNetwork() {
    MultiLayerNetwork generator = network(generatorLayers(ADAM));
    MultiLayerNetwork discriminator = network(discriminatorLayers(ADAM, true));
    List<Layer> both = generatorLayers(ADAM);
    both.addAll(discriminatorLayers(new NoOp(), true));
    MultiLayerNetwork stack = network(both);

    MultiLayerNetwork ourGenerator = network(generatorLayers(ADAM));
    MultiLayerNetwork ourDiscriminator = network(discriminatorLayers(ADAM, false));
    ourGenerator.setParams(generator.params().dup());
    ourDiscriminator.setParams(discriminator.params().dup());
    List<StepResult> results = new ArrayList<>();
    new GanTrainer(
            Generator.of(ourGenerator, SHAPE),
            Discriminator.of(ourDiscriminator, SHAPE),
            GanSettings.defaults().withBatchSize(BATCH).withSeed(5))
        .listen(
            new RunListener() {
              @Override
              public void onStep(Run run) {
                results.add(run.result().orElseThrow());
              }
            })
        .fit(new Batches(), STEPS);

    Batches batches = new Batches();
    LatentSource latents = Latents.NORMAL.source(3, Seeds.derive(5, "latents"));
    INDArray ones = Nd4j.ones(DataType.DOUBLE, BATCH, 1);
    INDArray zeros = Nd4j.zeros(DataType.DOUBLE, BATCH, 1);
    for (int i = 0; i < STEPS; i++) {
      INDArray real = batches.next(BATCH, ValueRange.SIGNED).reshape(BATCH, 6);
      INDArray z = latents.sample(BATCH).castTo(DataType.DOUBLE);
      List<INDArray> activations = stack.feedForward(z, true);
      INDArray fake = activations.get(3).dup();
      double onReal = fit(discriminator, real, ones);
      double onFake = fit(discriminator, fake, zeros);
      write(stack, generator.numParams(), discriminator.params());
      double forGenerator = fit(stack, latents.sample(BATCH).castTo(DataType.DOUBLE), ones);
      generator.setParams(stack.params().get(NDArrayIndex.interval(0, generator.numParams())));

      assertThat(results.get(i).number("d_loss").orElseThrow())
          .isCloseTo((onReal + onFake) / 2, within(1e-9));
      assertThat(results.get(i).number("g_loss").orElseThrow())
          .isCloseTo(forGenerator, within(1e-9));
    }
    assertClose(ourGenerator.params(), generator.params());
    assertClose(ourDiscriminator.params(), discriminator.params());
  }

  /** Returns the loss before the update. */
  private static double fit(MultiLayerNetwork network, INDArray input, INDArray labels) {
    DataSet data = new DataSet(input, labels);
    network.fit(data);
    return network.score();
  }

  private static void write(MultiLayerNetwork stack, long from, INDArray parameters) {
    stack.params().get(NDArrayIndex.interval(from, from + parameters.length())).assign(parameters);
  }

  private static List<Layer> generatorLayers(IUpdater updater) {
    List<Layer> layers = new ArrayList<>();
    layers.add(dense(3, 7, Activation.TANH, updater));
    layers.add(
        new BatchNormalization.Builder()
            .nIn(7)
            .nOut(7)
            .decay(0.8)
            .eps(1e-3)
            .updater(updater)
            .build());
    layers.add(dense(7, 6, Activation.TANH, updater));
    return layers;
  }

  private static List<Layer> discriminatorLayers(IUpdater updater, boolean withLoss) {
    List<Layer> layers = new ArrayList<>();
    layers.add(dense(6, 5, Activation.TANH, updater));
    layers.add(
        withLoss
            ? new OutputLayer.Builder(LossFunction.XENT)
                .nIn(5)
                .nOut(1)
                .activation(Activation.SIGMOID)
                .updater(updater)
                .build()
            : dense(5, 1, Activation.IDENTITY, updater));
    return layers;
  }

  private static Layer dense(int in, int out, Activation activation, IUpdater updater) {
    return new DenseLayer.Builder()
        .nIn(in)
        .nOut(out)
        .activation(activation)
        .updater(updater)
        .build();
  }

  private static MultiLayerNetwork network(List<Layer> layers) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(4)
                .dataType(DataType.DOUBLE)
                .list(layers.toArray(Layer[]::new))
                .build());
    network.init();
    return network;
  }

  private static final class Batches implements BatchSource {
    private int number;

    @Override
    public ImageShape shape() {
      return SHAPE;
    }

    @Override
    public INDArray next(int count, ValueRange range) {
      return Networks.normal(number++, SHAPE.batch(count));
    }
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    assertThat(actual.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-9);
  }
}
