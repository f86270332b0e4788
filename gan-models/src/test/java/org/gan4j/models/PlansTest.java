package org.gan4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Latents;
import org.gan4j.Player;
import org.gan4j.ValueRange;
import org.gan4j.data.BatchSource;
import org.gan4j.engine.onednn.OneDnnKernels;
import org.gan4j.train.GanTrainer;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Every model as the engine computes it, and by Deeplearning4j's own layers. In double, where those
 * are slow, for small images.
 */
class PlansTest {
  private static final String KERNELS = "org.gan4j.kernels";
  private static final long SEED = 5;
  private static final int STEPS = 20;
  private static final ImageShape SMALL = ImageShape.gray(16, 16);

  private final List<MultiLayerNetwork> made = new ArrayList<>();

  /** Networks of a hundred megabytes would otherwise wait for the collector, which sees a few. */
  @AfterEach
  void freeNetworks() {
    made.forEach(MultiLayerNetwork::close);
    System.gc(); // for what DL4J's layers leave behind
  }

  static List<GanModel> models() {
    return GanModels.all();
  }

  static Stream<Arguments> plans() {
    return models().stream()
        .flatMap(
            model ->
                Stream.of(
                    arguments(model.name(), "onednn", DataType.FLOAT, 1e-4),
                    arguments(model.name(), "nd4j", DataType.FLOAT, 1e-4),
                    arguments(model.name(), "nd4j", DataType.DOUBLE, 1e-9)));
  }

  @ParameterizedTest(name = "{0} by {1} in {2}")
  @MethodSource("plans")
  void generatorAgreesWithDl4j(String name, String kernels, DataType type, double tolerance) {
    GanModel model = plain(name, type);
    assertAgree(
        by(kernels, () -> generator(model, type)),
        by("dl4j", () -> generator(model, type)),
        Generator::generate,
        new long[] {model.latentSize()},
        tolerance);
  }

  @ParameterizedTest(name = "{0} by {1} in {2}")
  @MethodSource("plans")
  void discriminatorAgreesWithDl4j(String name, String kernels, DataType type, double tolerance) {
    GanModel model = plain(name, type);
    Discriminator plan = by(kernels, () -> discriminator(model, type));
    Discriminator reference = by("dl4j", () -> discriminator(model, type));
    ImageShape shape = model.shape();
    assertAgree(
        plan,
        reference,
        Discriminator::score,
        new long[] {shape.channels(), shape.height(), shape.width()},
        tolerance);

    INDArray images = normal(1, type, shape.batch(6));
    INDArray atScores = normal(2, type, 6, 1);
    plan.forward(images);
    reference.forward(images);
    assertClose(plan.inputGradient(atScores), reference.inputGradient(atScores), tolerance);
  }

  /**
   * The model with plain descent. Adam divides each gradient by its own size: of one that is
   * nothing but rounding it makes a full step, in a direction by chance.
   */
  private static GanModel plain(String name, DataType type) {
    GanModel model = GanModels.named(name).with(recipe -> recipe.withOptimiser(new Sgd(0.01)));
    return type == DataType.DOUBLE ? small(model) : model;
  }

  private static GanModel small(GanModel model) {
    return new GanModel(model.name(), model.summary(), SMALL, model.networks(), model.recipe());
  }

  /** Compares passes and updates, on the same parameters and for changing batch sizes. */
  private static <P extends Player> void assertAgree(
      P plan,
      P reference,
      BiFunction<P, INDArray, INDArray> inference,
      long[] example,
      double tolerance) {
    for (int batch : new int[] {8, 6}) {
      INDArray input = normal(batch, plan.dataType(), batched(batch, example));
      plan.seed(batch);
      reference.seed(batch);
      INDArray output = plan.forward(input);
      assertClose(output, reference.forward(input), tolerance);

      INDArray gradient = normal(batch + 1, plan.dataType(), output.shape()).divi(batch);
      assertClose(plan.backward(gradient), reference.backward(gradient), tolerance);
      assertEachClose(reference, plan.gradients(), reference.gradients(), tolerance);

      plan.update();
      reference.update();
      assertEachClose(reference, plan.parameters(), reference.parameters(), tolerance);
      reference.parameters().assign(plan.parameters());
      assertClose(inference.apply(plan, input), inference.apply(reference, input), tolerance);
    }
  }

  @Test
  void dropoutDrawsTheMaskOfDl4j() {
    assumeTrue(OneDnnKernels.available(), "oneDNN has no natives for this platform");
    GanModel model = ReluDcgan.model();
    Discriminator plan = by("onednn", () -> discriminator(model, DataType.FLOAT));
    Discriminator reference = by("dl4j", () -> discriminator(model, DataType.FLOAT));
    INDArray images = normal(1, DataType.FLOAT, model.shape().batch(4));
    plan.seed(3);
    reference.seed(3);
    INDArray first = plan.forward(images);
    INDArray second = plan.forward(images);

    assertThat(second.distance2(first)).isGreaterThan(0.01 * first.norm2Number().doubleValue());
    assertClose(first, reference.forward(images), 1e-4);
    assertClose(second, reference.forward(images), 1e-4);
  }

  @ParameterizedTest
  @MethodSource("models")
  void twentyStepsGiveTheLossesOfDl4j(GanModel model) {
    List<StepResult> plan = by("nd4j", () -> trained(small(model)));
    List<StepResult> reference = by("dl4j", () -> trained(small(model)));

    assertThat(plan).hasSize(STEPS);
    for (int i = 0; i < STEPS; i++) {
      assertThat(plan.get(i).discriminatorLoss())
          .as("step %s", i)
          .isCloseTo(reference.get(i).discriminatorLoss(), within(1e-9));
      assertThat(plan.get(i).generatorLoss())
          .as("step %s", i)
          .isCloseTo(reference.get(i).generatorLoss(), within(1e-9));
    }
    assertThat(plan.get(STEPS - 1).generatorLoss()).isNotEqualTo(plan.get(0).generatorLoss());
  }

  private List<StepResult> trained(GanModel model) {
    List<StepResult> results = new ArrayList<>();
    GanTrainer trainer =
        new GanTrainer(
            generator(model, DataType.DOUBLE),
            discriminator(model, DataType.DOUBLE),
            model.settings().toBuilder().batchSize(4).seed(SEED).build());
    trainer.listen(
        new RunListener() {
          @Override
          public void onStep(Run run) {
            results.add(run.result().orElseThrow());
          }
        });
    trainer.fit(new Noise(model.shape()), STEPS);
    return results;
  }

  /** Makes players, or runs, by some kernels: they are chosen when a player is made. */
  private static <T> T by(String kernels, Supplier<T> made) {
    assumeTrue(
        !kernels.equals("onednn") || OneDnnKernels.available(),
        "oneDNN has no natives for this platform");
    System.setProperty(KERNELS, kernels);
    try {
      return made.get();
    } finally {
      System.clearProperty(KERNELS);
    }
  }

  private Generator generator(GanModel model, DataType type) {
    MultiLayerNetwork network =
        model
            .networks()
            .generator(
                model.shape(), model.latentSize(), model.recipe().generatorOptimiser(), SEED);
    return Generator.of(in(type, network), model.shape());
  }

  private Discriminator discriminator(GanModel model, DataType type) {
    MultiLayerNetwork network =
        model
            .networks()
            .discriminator(model.shape(), model.recipe().discriminatorOptimiser(), SEED);
    return Discriminator.of(in(type, network), model.shape());
  }

  private MultiLayerNetwork in(DataType type, MultiLayerNetwork network) {
    MultiLayerNetwork converted = network.convertDataType(type);
    made.add(converted);
    if (network.params().dataType() != type) { // converted is another one
      network.close();
    }
    return converted;
  }

  private static long[] batched(int batch, long[] example) {
    long[] shape = new long[example.length + 1];
    shape[0] = batch;
    System.arraycopy(example, 0, shape, 1, example.length);
    return shape;
  }

  private static INDArray normal(long seed, DataType type, long... shape) {
    int batch = Math.toIntExact(shape[0]);
    int size = 1;
    for (int i = 1; i < shape.length; i++) {
      size *= Math.toIntExact(shape[i]);
    }
    return Latents.NORMAL.source(size, seed).sample(batch).castTo(type).reshape(shape);
  }

  /**
   * Compares weights with weights, biases with biases and so on, each beside its own largest, but
   * biases beside their layer's weights: both gradients are sums over the batch, of the same terms
   * times 1 and times the input. In front of BatchNorm those of a bias cancel to zero, and what is
   * left is the rounding of the terms.
   */
  private static void assertEachClose(
      Player player, INDArray actual, INDArray expected, double tolerance) {
    double[] a = actual.reshape(actual.length()).toDoubleVector();
    double[] e = expected.reshape(expected.length()).toDoubleVector();
    double floor = 1e-3 * largest(e, 0, e.length);
    Map<String, Double> scales = new HashMap<>();
    Map<String, Integer> starts = new LinkedHashMap<>();
    int end = 0;
    for (Map.Entry<String, INDArray> parameter : player.network().paramTable().entrySet()) {
      int from = end;
      end += Math.toIntExact(parameter.getValue().length());
      starts.put(parameter.getKey(), from);
      scales.put(parameter.getKey(), Math.max(floor, largest(e, from, end)));
    }
    assertThat(end).isEqualTo(a.length).isEqualTo(e.length);
    for (Map.Entry<String, Integer> start : starts.entrySet()) {
      String name = start.getKey();
      int to = start.getValue() + Math.toIntExact(player.network().getParam(name).length());
      double weights = name.endsWith("_b") ? scales.get(name.replace("_b", "_W")) : 0;
      double scale = Math.max(scales.get(name), weights);
      assertClose(name, a, e, start.getValue(), to, scale, tolerance);
    }
  }

  private static void assertClose(INDArray actual, INDArray expected, double tolerance) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double[] a = actual.dup('c').reshape(actual.length()).toDoubleVector();
    double[] e = expected.dup('c').reshape(expected.length()).toDoubleVector();
    assertClose("values", a, e, 0, e.length, largest(e, 0, e.length), tolerance);
  }

  private static void assertClose(
      String what, double[] a, double[] e, int from, int to, double scale, double tolerance) {
    assertThat(scale).as(what).isPositive().isFinite();
    int worst = from;
    for (int i = from; i < to; i++) {
      if (!(Math.abs(a[i] - e[i]) <= Math.abs(a[worst] - e[worst]))) {
        worst = i;
      }
    }
    assertThat(a[worst])
        .as("%s, value %s, beside a largest of %s", what, worst - from, scale)
        .isCloseTo(e[worst], within(tolerance * scale));
  }

  private static double largest(double[] values, int from, int to) {
    double largest = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    return largest;
  }

  /** Images that say nothing: the same ones in every run. */
  private static final class Noise implements BatchSource {
    private final ImageShape shape;
    private int batches;

    Noise(ImageShape shape) {
      this.shape = shape;
    }

    @Override
    public ImageShape shape() {
      return shape;
    }

    @Override
    public INDArray next(int count, ValueRange range) {
      return Latents.UNIT
          .source(shape.size(), batches++)
          .sample(count)
          .muli(range.max() - range.min())
          .addi(range.min())
          .reshape(shape.batch(count));
    }
  }
}
