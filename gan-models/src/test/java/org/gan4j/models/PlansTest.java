package org.gan4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.Latents;
import org.gan4j.OneHot;
import org.gan4j.Pass;
import org.gan4j.SamplePlayer;
import org.gan4j.SampleShape;
import org.gan4j.ValueRange;
import org.gan4j.data.BatchSource;
import org.gan4j.engine.onednn.OneDnnKernels;
import org.gan4j.game.GanTrainer;
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
 * Every model as the engine computes it, and by Deeplearning4j's own layers: by oneDNN for images
 * of the model's own size, and by ND4J's operations, which are slower, for small ones.
 */
class PlansTest {
  private static final String KERNELS = "org.gan4j.kernels";
  private static final long SEED = 5;
  private static final int STEPS = 3;

  private final List<Model> made = new ArrayList<>();

  /** Networks of a hundred megabytes would otherwise wait for the collector, which sees a few. */
  @AfterEach
  void freeNetworks() {
    made.forEach(Model::close);
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
                    arguments(model.name(), "onednn", DataType.FLOAT),
                    arguments(model.name(), "nd4j", DataType.FLOAT),
                    arguments(model.name(), "nd4j", DataType.DOUBLE)));
  }

  @ParameterizedTest(name = "{0} by {1} in {2}")
  @MethodSource("plans")
  void generatorIsAsNearAsDl4js(String name, String kernels, DataType type) {
    GanModel model = plain(name, kernels);
    Trio<Generator> trio = trio(kernels, type, of -> generator(model, of));
    assertAsNear(trio, new long[] {model.latentSize()});
  }

  @ParameterizedTest(name = "{0} by {1} in {2}")
  @MethodSource("plans")
  void discriminatorIsAsNearAsDl4js(String name, String kernels, DataType type) {
    GanModel model = plain(name, kernels);
    Trio<Discriminator> trio = trio(kernels, type, of -> discriminator(model, of));
    ImageShape shape = model.shape();
    long[] image = {shape.channels(), shape.height(), shape.width()};
    assertAsNear(trio, image);

    trio.align();
    INDArray[] atOutputs = new INDArray[trio.ours().infer(inputs(trio, 4, image)).size()];
    atOutputs[0] = normal(2, type, 4, 1);
    trio.forward(inputs(trio, 4, image))
        .assertAsNear(pass -> pass.inputGradients(atOutputs).get(0));
  }

  /**
   * The model with plain descent. Adam divides each gradient by its own size: of one that is
   * nothing but rounding it makes a full step, in a direction by chance.
   */
  private static GanModel plain(String name, String kernels) {
    GanModel model = GanModels.named(name).with(recipe -> recipe.withOptimiser(new Sgd(0.01)));
    return kernels.equals("onednn") ? model : SmallModels.of(model);
  }

  /** Compares passes and updates, on the same parameters and for changing batch sizes. */
  private static <P extends SamplePlayer> void assertAsNear(Trio<P> trio, long[] example) {
    DataType type = trio.ours().dataType();
    for (int batch : new int[] {3, 2}) {
      trio.align();
      INDArray[] inputs = inputs(trio, batch, example);
      trio.each(player -> player.seed(batch));
      Trio.Passes passes = trio.forward(inputs);
      INDArray[] gradients = new INDArray[trio.ours().infer(inputs).size()];
      for (int i = 0; i < gradients.length; i++) {
        int number = i;
        INDArray output = passes.assertAsNear(pass -> pass.outputs().get(number));
        gradients[i] = normal(batch + 1 + i, type, output.shape()).divi(batch);
      }
      passes.assertAsNear(pass -> pass.backward(gradients).get(0));
      trio.assertEachAsNear(player -> player.weights().gradients());
      trio.each(SamplePlayer::update);
      trio.assertEachAsNear(player -> player.weights().parameters());
      trio.align();
      trio.assertAsNear(player -> player.infer(inputs).get(0));
    }
  }

  /** Noise, and what the players take beside: labels. */
  private static INDArray[] inputs(Trio<? extends SamplePlayer> trio, int batch, long[] example) {
    DataType type = trio.ours().dataType();
    INDArray first = normal(batch, type, batched(batch, example));
    int[] labels = IntStream.range(0, batch).toArray();
    return Stream.concat(
            Stream.of(first),
            trio.ours().given().stream().map(label -> OneHot.of(labels, label.size()).castTo(type)))
        .toArray(INDArray[]::new);
  }

  private static <P extends SamplePlayer> Trio<P> trio(
      String kernels, DataType type, Function<DataType, P> player) {
    return new Trio<>(
        by(kernels, () -> player.apply(type)),
        by("dl4j", () -> player.apply(DataType.FLOAT)),
        by("dl4j", () -> player.apply(DataType.DOUBLE)));
  }

  @Test
  void dropoutDrawsTheMaskOfDl4j() {
    assumeTrue(OneDnnKernels.available(), "oneDNN has no natives for this platform");
    GanModel model = ReluDcgan.model();
    Trio<Discriminator> trio = trio("onednn", DataType.FLOAT, type -> discriminator(model, type));
    INDArray images = normal(1, DataType.FLOAT, model.shape().batch(4));
    trio.each(player -> player.seed(3));
    INDArray first = trio.forward(images).assertAsNear(Pass::output);
    INDArray second = trio.forward(images).assertAsNear(Pass::output);

    assertThat(second.distance2(first)).isGreaterThan(0.01 * first.norm2Number().doubleValue());
  }

  @ParameterizedTest
  @MethodSource("models")
  void stepsGiveTheLossesOfDl4j(GanModel model) {
    List<StepResult> plan = by("nd4j", () -> trained(SmallModels.of(model, 4)));
    List<StepResult> reference = by("dl4j", () -> trained(SmallModels.of(model, 4)));

    assertThat(plan).hasSize(STEPS);
    for (int i = 0; i < STEPS; i++) {
      assertThat(loss("d_loss", plan.get(i)))
          .as("step %s", i)
          .isCloseTo(loss("d_loss", reference.get(i)), within(1e-9));
      assertThat(loss("g_loss", plan.get(i)))
          .as("step %s", i)
          .isCloseTo(loss("g_loss", reference.get(i)), within(1e-9));
    }
    assertThat(loss("g_loss", plan.get(STEPS - 1))).isNotEqualTo(loss("g_loss", plan.get(0)));
  }

  private static double loss(String name, StepResult result) {
    return result.number(name).orElseThrow();
  }

  /** Without gradient penalties, which are those of secants where Deeplearning4j computes. */
  private List<StepResult> trained(GanModel penalised) {
    GanModel model =
        penalised.with(recipe -> recipe.withSettings(recipe.settings().withPenalties()));
    List<StepResult> results = new ArrayList<>();
    GanTrainer trainer =
        model.trainer(
            generator(model, DataType.DOUBLE), discriminator(model, DataType.DOUBLE), SEED);
    trainer.listen(
        new RunListener() {
          @Override
          public void onStep(Run run) {
            results.add(run.result().orElseThrow());
          }
        });
    trainer.fit(new Noise(model.shape(), model.classes()), STEPS);
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
    Blueprint blueprint =
        model
            .networks()
            .generator(model.shape(), model.latents(), model.recipe().generatorOptimiser(), SEED);
    return Generator.of(in(type, blueprint.build()), model.shape());
  }

  private Discriminator discriminator(GanModel model, DataType type) {
    Blueprint blueprint =
        model
            .networks()
            .discriminator(
                model.shape(), model.latents(), model.recipe().discriminatorOptimiser(), SEED);
    return Discriminator.of(
        in(type, blueprint.build()), model.shape(), blueprint.given().toArray(SampleShape[]::new));
  }

  private Model in(DataType type, Model network) {
    Model converted =
        network instanceof MultiLayerNetwork layers
            ? layers.convertDataType(type)
            : ((ComputationGraph) network).convertDataType(type);
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

  /** Images that say nothing: the same ones in every run. */
  private static final class Noise implements BatchSource {
    private final ImageShape shape;
    private final int classes;
    private int batches;

    Noise(ImageShape shape, int classes) {
      this.shape = shape;
      this.classes = classes;
    }

    @Override
    public Batch batch(int count, ValueRange range) {
      INDArray images = next(count, range);
      int[] labels = IntStream.range(0, count).map(i -> (batches + i) % 10).toArray();
      return classes == 0 ? Batch.of(images) : Batch.of(images, OneHot.of(labels, classes));
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
