package org.gan4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Latents;
import org.gan4j.Pass;
import org.gan4j.Player;
import org.gan4j.SampleShape;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The ways of a class into a network, by hand-computed values and finite differences in double. */
class ConditionsTest {
  private static final int CLASSES = 3;
  private static final SampleShape LABEL = SampleShape.vector(CLASSES);
  private static final ImageShape IMAGE = new ImageShape(2, 2, 3);
  private static final double STEP = 1e-5;

  private static ComputationGraph graph(Consumer<GraphBuilder> parts) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .dataType(DataType.DOUBLE)
            .updater(new Sgd(1))
            .weightInit(WeightInit.XAVIER)
            .activation(Activation.IDENTITY)
            .graphBuilder();
    parts.accept(builder);
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    return graph;
  }

  private static INDArray normal(long seed, long... shape) {
    int rows = (int) shape[0];
    int size = 1;
    for (int i = 1; i < shape.length; i++) {
      size *= (int) shape[i];
    }
    return Latents.NORMAL.source(size, seed).sample(rows).castTo(DataType.DOUBLE).reshape(shape);
  }

  /** Of the classes 0, 1, 2, 0 and so on. */
  private static INDArray labels(int count) {
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, count, CLASSES);
    for (int i = 0; i < count; i++) {
      labels.putScalar(i, i % CLASSES, 1);
    }
    return labels;
  }

  /** Training passes are functions of inputs and parameters alone, where nothing is dropped. */
  private static void assertGradientsAreSlopes(Player player, INDArray... inputs) {
    Pass pass = player.forward(inputs);
    INDArray weights = normal(99, pass.output().shape());
    List<INDArray> atInputs = pass.backward(weights);
    INDArray ofParameters = player.weights().gradients();
    assertSlopes(player, weights, ofParameters, player.weights().parameters(), inputs);
    for (int i = 0; i < inputs.length; i++) {
      assertSlopes(player, weights, atInputs.get(i), inputs[i], inputs);
    }
  }

  private static void assertSlopes(
      Player player, INDArray weights, INDArray gradient, INDArray at, INDArray... inputs) {
    INDArray values = at.reshape(at.length());
    double[] expected = gradient.dup('c').reshape(gradient.length()).toDoubleVector();
    double largest = gradient.amaxNumber().doubleValue();
    assertThat(largest).isGreaterThan(1e-3);
    for (int i = 0; i < expected.length; i++) {
      double value = values.getDouble(i);
      values.putScalar(i, value + STEP);
      double more = weighted(player, weights, inputs);
      values.putScalar(i, value - STEP);
      double less = weighted(player, weights, inputs);
      values.putScalar(i, value);
      assertThat(expected[i])
          .as("value %s", i)
          .isCloseTo((more - less) / (2 * STEP), within(1e-7 * Math.max(1, largest)));
    }
  }

  private static double weighted(Player player, INDArray weights, INDArray... inputs) {
    return player.forward(inputs).output().mul(weights).sumNumber().doubleValue();
  }

  // Latents.

  @Test
  void latentsAreMultipliedByTheVectorOfTheirClass() {
    ComputationGraph network =
        graph(
            g -> {
              g.addInputs("latents");
              String noise = Conditions.embedded(g, "latents", 4, CLASSES);
              g.addLayer("image", Keras.dense(4, 12).activation(Activation.TANH).build(), noise)
                  .setOutputs("image");
            });
    INDArray table = network.getParam("noise-embedding_W"); // [classes, noise]
    table.assign(normal(1, CLASSES, 4));
    INDArray z = normal(2, 5, 4);
    Generator generator = Generator.of(network, IMAGE);
    INDArray given = generator.generate(Nd4j.concat(1, z, labels(5)));

    INDArray expected = z.dup();
    for (int i = 0; i < 5; i++) {
      expected.getRow(i).muli(table.getRow(i % CLASSES));
    }
    INDArray weights = network.getParam("image_W");
    INDArray image = Transforms.tanh(expected.mmul(weights));
    assertThat(given.reshape(5, 12).distance2(image)).isLessThan(1e-12);
    assertThat(network.getParam("noise-embedding_W").length()).isEqualTo(CLASSES * 4);
    assertGradientsAreSlopes(generator, Nd4j.concat(1, z, labels(5)));
  }

  // Planes.

  @Test
  void planeOfAnImagesClassIsOfOnesAndTheOthersOfZeros() {
    int channels = IMAGE.channels() + CLASSES;
    ComputationGraph network =
        graph(
            g -> {
              g.addInputs("image", "class");
              String both = Conditions.planes(g, "image", IMAGE, "class", CLASSES);
              g.addLayer("out", pointwise(channels), both).setOutputs("out");
            });
    network
        .getParam("out_W")
        .assign(Nd4j.eye(channels).castTo(DataType.DOUBLE).reshape(channels, channels, 1, 1));
    INDArray images = normal(3, 2, 2, 2, 3);
    Player player = Player.of(network, IMAGE, LABEL);
    INDArray both = player.infer(images, labels(2)).get(0);

    assertThat(both.shape()).containsExactly(2, channels, 2, 3);
    for (int i = 0; i < 2; i++) {
      for (int y = 0; y < 2; y++) {
        for (int x = 0; x < 3; x++) {
          for (int c = 0; c < channels; c++) {
            double expected = c < 2 ? images.getDouble(i, c, y, x) : c - 2 == i ? 1 : 0;
            assertThat(both.getDouble(i, c, y, x)).isEqualTo(expected);
          }
        }
      }
    }
    assertGradientsAreSlopes(player, images, labels(2));
  }

  private static ConvolutionLayer pointwise(int channels) {
    return new ConvolutionLayer.Builder(1, 1).nIn(channels).nOut(channels).hasBias(false).build();
  }

  // Projection.

  private static ComputationGraph projecting(int classes) {
    return graph(
        g -> {
          g.addInputs("image", "class");
          g.addLayer("hidden", Keras.dense(12, 6).activation(Activation.TANH).build(), "image");
          g.setOutputs(
              Conditions.projection(
                  g,
                  "hidden",
                  6,
                  "class",
                  classes,
                  new WeightInitDistribution(new NormalDistribution(0, 0.5))));
        });
  }

  private static Discriminator projection(ComputationGraph network) {
    return Discriminator.of(network, SampleShape.vector(12), LABEL);
  }

  /** The score of the features plus that of the class, by numbers of DL4J's dense layers alone. */
  @Test
  void projectionIsTheScoreAndThatOfTheClass() {
    ComputationGraph network = projecting(CLASSES);
    network.getParam("class-scores_W").assign(normal(5, 6, CLASSES));
    network.getParam("class-scores_b").assign(normal(6, 1, CLASSES));
    INDArray images = normal(7, 4, 12);
    INDArray hidden = network.feedForward(new INDArray[] {images, labels(4)}, false).get("hidden");
    INDArray plain =
        hidden
            .mmul(network.getParam("features-score_W"))
            .addiRowVector(network.getParam("features-score_b"));
    INDArray ofClasses =
        hidden
            .mmul(network.getParam("class-scores_W"))
            .addiRowVector(network.getParam("class-scores_b"));
    Discriminator judge = projection(network);
    INDArray scores = judge.score(images, labels(4));

    for (int i = 0; i < 4; i++) {
      double expected = plain.getDouble(i, 0) + ofClasses.getDouble(i, i % CLASSES);
      assertThat(scores.getDouble(i, 0)).isCloseTo(expected, within(1e-12));
    }
    assertGradientsAreSlopes(judge, images, labels(4));
  }

  @Test
  void projectionBeginsWithoutKnowingTheClass() {
    Discriminator judge = projection(projecting(CLASSES));
    INDArray images = normal(7, 3, 12);
    INDArray others = labels(4).get(NDArrayIndex.interval(1, 4)).dup();
    assertThat(judge.score(images, labels(3))).isEqualTo(judge.score(images, others));
  }

  @Test
  void permutingClassesAndTheirWeightsTogetherChangesNothing() {
    ComputationGraph network = projecting(CLASSES);
    network.getParam("class-scores_W").assign(normal(5, 6, CLASSES));
    INDArray images = normal(7, 4, 12);
    INDArray before = projection(network).score(images, labels(4));
    INDArray permuted = network.getParam("class-scores_W").dup();
    INDArray labels = labels(4);
    for (int k = 0; k < CLASSES; k++) {
      int to = (k + 1) % CLASSES;
      network.getParam("class-scores_W").putColumn(to, permuted.getColumn(k));
      labels.putColumn(to, labels(4).getColumn(k));
    }
    INDArray after = projection(network).score(images, labels);
    assertThat(after.distance2(before)).isLessThan(1e-12);
  }

  // Conditional BatchNorm.

  private static BatchNormalization norm() {
    return new BatchNormalization.Builder().nIn(2).nOut(2).decay(0.9).eps(1e-5).build();
  }

  private static ComputationGraph normalised(boolean conditional) {
    return graph(
        g -> {
          g.addInputs("image", "class");
          String last = "plain";
          if (conditional) {
            last = Conditions.batchNorm(g, "image", norm(), 2, "class", CLASSES);
          } else {
            g.addLayer("plain", norm(), "image");
            String unused = Conditions.beside(g, "class", "class");
            g.addLayer("unused", Keras.dense(2 * CLASSES, 1).build(), unused);
          }
          g.addLayer("out", new ActivationLayer(Activation.TANH.getActivationFunction()), last);
          if (conditional) {
            g.setOutputs("out");
          } else {
            g.setOutputs("out", "unused");
          }
        });
  }

  @Test
  void conditionalBatchNormBeginsAsBatchNormToTheBit() {
    INDArray images = normal(8, 5, 2, 2, 3);
    Player conditional = Player.of(normalised(true), IMAGE, LABEL);
    Player plain = Player.of(normalised(false), IMAGE, LABEL);
    assertThat(conditional.forward(images, labels(5)).output())
        .isEqualTo(plain.forward(images, labels(5)).outputs().get(0));
    assertThat(conditional.infer(images, labels(5)).get(0))
        .isEqualTo(plain.infer(images, labels(5)).get(0));
  }

  @Test
  void conditionalBatchNormScalesAndShiftsByClass() {
    ComputationGraph network = normalised(true);
    network.getParam("image-scale_W").assign(normal(9, CLASSES, 2));
    network.getParam("image-shift_W").assign(normal(10, CLASSES, 2));
    Player player = Player.of(network, IMAGE, LABEL);
    INDArray images = normal(8, 5, 2, 2, 3);
    INDArray given = player.forward(images, labels(5)).output();
    for (int c = 0; c < 2; c++) {
      double mean = 0;
      double square = 0;
      for (int i = 0; i < 5; i++) {
        INDArray channel = images.slice(i).slice(c);
        mean += channel.sumNumber().doubleValue() / 30;
        square += channel.mul(channel).sumNumber().doubleValue() / 30;
      }
      double root = Math.sqrt(square - mean * mean + 1e-5);
      for (int i = 0; i < 5; i++) {
        double normal = (images.getDouble(i, c, 1, 2) - mean) / root;
        double scaled =
            normal * network.getParam("image-scale_W").getDouble(i % CLASSES, c)
                + network.getParam("image-shift_W").getDouble(i % CLASSES, c);
        assertThat(given.getDouble(i, c, 1, 2)).isCloseTo(Math.tanh(scaled), within(1e-10));
      }
    }
  }

  /** Running statistics are parameters that move the training pass nowhere: left out here. */
  @Test
  void gradientsOfConditionalBatchNormAreSlopes() {
    ComputationGraph network = normalised(true);
    network.getParam("image-scale_W").assign(normal(9, CLASSES, 2));
    network.getParam("image-shift_W").assign(normal(10, CLASSES, 2));
    Player player = Player.of(network, IMAGE, LABEL);
    INDArray[] inputs = {normal(8, 5, 2, 2, 3), labels(5)};
    Pass pass = player.forward(inputs);
    INDArray weights = normal(99, pass.output().shape());
    List<INDArray> atInputs = pass.backward(weights);
    for (int i = 0; i < inputs.length; i++) {
      assertSlopes(player, weights, atInputs.get(i), inputs[i], inputs);
    }
    INDArray gradients = player.weights().gradients().reshape(-1);
    INDArray parameters = player.weights().parameters().reshape(-1);
    long from = 0;
    for (Map.Entry<String, INDArray> one : network.paramTable().entrySet()) {
      var part = NDArrayIndex.interval(from, from + one.getValue().length());
      if (one.getKey().matches(".*_(W|gamma|beta)")) {
        assertSlopes(player, weights, gradients.get(part), parameters.get(part), inputs);
      }
      from += one.getValue().length();
    }
  }
}
