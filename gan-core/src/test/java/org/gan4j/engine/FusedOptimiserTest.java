package org.gan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.Networks.batchNorm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ModelSerializer;
import org.gan4j.Networks;
import org.gan4j.engine.plan.LayerArrays;
import org.gan4j.engine.update.FusedOptimiser;
import org.gan4j.engine.update.Optimiser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** The reference is DL4J's own updater on the same network and gradients. */
class FusedOptimiserTest {
  private static final int STEPS = 8; // schedules have changed after three, and three epochs of two

  /** The updaters with a formula; those without have a test of their own. */
  private static final Map<String, IUpdater> COVERED =
      Map.of(
          "adam", new Adam(1e-2),
          "adam of GANs", new Adam(2e-4, 0.5, 0.99, 1e-6),
          "adam by iteration", new Adam(schedule(ScheduleType.ITERATION, 1e-2, 1e-3)),
          "adam by epoch", new Adam(schedule(ScheduleType.EPOCH, 1e-2, 1e-3)),
          "adam that stops", new Adam(schedule(ScheduleType.ITERATION, 1e-2, 0)),
          "rmsprop", new RmsProp(schedule(ScheduleType.ITERATION, 1e-2, 1e-3)),
          "nesterovs", new Nesterovs(1e-2, 0.9),
          "nesterovs by iteration",
              new Nesterovs(
                  schedule(ScheduleType.ITERATION, 1e-2, 1e-3),
                  schedule(ScheduleType.ITERATION, 0.5, 0.9)),
          "sgd", new Sgd(schedule(ScheduleType.EPOCH, 1e-1, 1e-2)),
          "none", new NoOp());

  private static ISchedule schedule(ScheduleType type, double first, double then) {
    return new MapSchedule(type, Map.of(0, first, 3, then));
  }

  static Stream<Arguments> covered() {
    return COVERED.keySet().stream()
        .flatMap(
            name ->
                Stream.of(DataType.FLOAT, DataType.DOUBLE)
                    .flatMap(type -> Stream.of(false, true).map(g -> Arguments.of(name, type, g))));
  }

  @ParameterizedTest(name = "{0}, {1}, graph: {2}")
  @MethodSource("covered")
  void everyFormulaGivesParametersAndStateOfDl4jsUpdater(
      String name, DataType type, boolean graph) {
    IUpdater updater = COVERED.get(name);
    Pair pair = new Pair(() -> graph ? graph(updater, type) : chain(updater, type));
    pair.steps(STEPS);
    pair.assertAlike();
  }

  /** In single precision the bias correction of the first step has only five digits. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void firstStepOfAdamHasTheSizeThatNd4jGivesIt(DataType type) {
    Pair pair = new Pair(() -> small(new Adam(1e-2), type));
    pair.each(model -> model.params().assign(0)); // what is compared is how far they move
    pair.steps(1);
    assertClose(
        pair.fused.model().params(),
        pair.stock.model().params(),
        type == DataType.FLOAT ? 1e-6 : 1e-12);
  }

  @ParameterizedTest(name = "{0}, {1}, graph: {2}")
  @MethodSource("covered")
  void everyFormulaIsUsed(String name, DataType type, boolean graph) {
    IUpdater updater = COVERED.get(name);
    Backbone backbone = Admission.admit(graph ? graph(updater, type) : chain(updater, type));
    assertThat(movesGradients(backbone)).isFalse();
  }

  /** DL4J's updater leaves the update among the gradients; a formula leaves the gradients alone. */
  private static boolean movesGradients(Backbone backbone) {
    INDArray gradients = random(3, backbone);
    backbone.gradients().assign(gradients);
    new FusedOptimiser(backbone).step(named(backbone));
    return !backbone.gradients().equalsWithEps(gradients, 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void layersAndBiasesKeepTheirOwnUpdaters(DataType type) {
    Pair pair = new Pair(() -> mixed(type));
    pair.steps(STEPS);
    pair.assertAlike();
    assertThat(movesGradients(pair.fused)).as("AdaGrad and AMSGrad do").isTrue();
  }

  static Stream<Consumer<NeuralNetConfiguration.Builder>> leftToDl4j() {
    return Stream.of(
        builder -> builder.l2(1e-2),
        builder -> builder.l1(1e-2),
        builder -> builder.weightDecay(1e-2),
        builder -> builder.weightDecayBias(1e-2, false),
        builder -> builder.updater(new Adam(1e-2, 0.9, 0.999, 1e-14)),
        builder -> clip(builder, GradientNormalization.ClipL2PerLayer),
        builder -> clip(builder, GradientNormalization.ClipL2PerParamType),
        builder -> clip(builder, GradientNormalization.ClipElementWiseAbsoluteValue),
        builder -> clip(builder, GradientNormalization.RenormalizeL2PerLayer));
  }

  private static void clip(NeuralNetConfiguration.Builder builder, GradientNormalization kind) {
    builder.gradientNormalization(kind).gradientNormalizationThreshold(0.05);
  }

  @ParameterizedTest
  @MethodSource("leftToDl4j")
  void regularisationClippingAndTinyEpsilonsAreLeftToDl4j(
      Consumer<NeuralNetConfiguration.Builder> setting) {
    Pair pair = new Pair(() -> chain(new Adam(1e-2), DataType.DOUBLE, setting));
    pair.steps(STEPS);
    pair.assertAlike();
    assertThat(movesGradients(pair.fused)).isTrue();
  }

  @Test
  void constraintsHoldAfterTheStep() {
    Consumer<NeuralNetConfiguration.Builder> setting =
        builder -> builder.constrainWeights(new MaxNormConstraint(0.3, 1));
    Pair pair = new Pair(() -> chain(new Adam(1e-2), DataType.DOUBLE, setting));
    INDArray before = pair.fused.model().params().dup();
    for (int i = 0; i < STEPS; i++) {
      pair.steps(1);
      pair.fused.applyConstraints();
      pair.stock.applyConstraints();
    }
    pair.assertAlike();
    assertThat(movesGradients(pair.fused)).isFalse();
    pair.fused.model().params().assign(before);
    pair.fused.applyConstraints();
    assertThat(pair.fused.model().params()).as("the constraint bites").isNotEqualTo(before);
  }

  @Test
  void learningRateThatIsSetBetweenStepsCounts() {
    Pair chains = new Pair(() -> chain(new Adam(1e-2), DataType.DOUBLE));
    chains.steps(5);
    chains.each(model -> ((MultiLayerNetwork) model).setLearningRate(1e-4));
    chains.steps(5);
    chains.assertAlike();

    Pair graphs = new Pair(() -> graph(new RmsProp(1e-2), DataType.DOUBLE));
    graphs.steps(5);
    graphs.each(model -> ((ComputationGraph) model).setLearningRate(1e-4));
    graphs.steps(5);
    graphs.assertAlike();
  }

  @Test
  void clippingThatIsSetBetweenStepsCounts() {
    Pair pair = new Pair(() -> chain(new Adam(1e-2), DataType.DOUBLE));
    pair.steps(5);
    pair.each(
        model ->
            ((org.deeplearning4j.nn.conf.layers.BaseLayer)
                    ((MultiLayerNetwork) model).getLayer(0).conf().getLayer())
                .setGradientNormalization(GradientNormalization.RenormalizeL2PerLayer));
    pair.steps(5);
    pair.assertAlike();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void savedAndLoadedNetworkGoesOnAsDl4jWouldHave(DataType type) throws IOException {
    Pair pair = new Pair(() -> chain(new Adam(1e-2), type));
    pair.steps(10);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(pair.fused.model(), file, true);
    pair.load(
        ModelSerializer.restoreMultiLayerNetwork(
            new ByteArrayInputStream(file.toByteArray()), true));
    pair.steps(10);
    pair.assertAlike();
  }

  @Test
  void stateThatIsSetBetweenStepsCounts() {
    Pair pair = new Pair(() -> chain(new Nesterovs(1e-2, 0.9), DataType.DOUBLE));
    pair.steps(2);
    INDArray state = pair.stock.updater().getStateViewArray().mul(-3);
    pair.each(
        model -> ((MultiLayerNetwork) model).getUpdater().setStateViewArray(null, state, false));
    pair.steps(2);
    pair.assertAlike();
  }

  @Test
  void dl4jGoesOnFromWhatTheFormulaLeft() {
    Pair pair = new Pair(() -> graph(new Adam(1e-2), DataType.DOUBLE));
    pair.steps(10);
    for (int i = 0; i < 10; i++) {
      INDArray gradients = random(50 + i, pair.fused);
      dl4jStep(pair.fused, gradients);
      dl4jStep(pair.stock, gradients);
    }
    pair.assertAlike();
  }

  @Test
  void updaterOfAUserIsCalled() {
    MultiLayerNetwork network = chain(new Adam(1e-2), DataType.DOUBLE);
    network.setUpdater(
        new MultiLayerUpdater(network) {
          @Override
          public synchronized void update(
              Gradient gradient, int iteration, int epoch, int batch, LayerWorkspaceMgr unused) {
            gradient.gradient().assign(1);
          }
        });
    Backbone backbone = Admission.admit(network);
    INDArray before = network.params().dup();
    new FusedOptimiser(backbone).step(named(backbone));
    assertThat(before.sub(network.params())).isEqualTo(Nd4j.onesLike(before));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void stateWithoutGradientsDecaysAsInDl4jButNotIntoNumbersThatAreSlow(DataType type) {
    double smallest = type == DataType.FLOAT ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    for (IUpdater updater :
        List.of(
            new Adam(1e-2, 0.3, 0.3, 1e-8),
            new Nesterovs(1e-2, 0.3),
            new RmsProp(1e-2, 0.3, 1e-8))) {
      Pair pair = new Pair(() -> small(updater, type));
      pair.steps(3);
      INDArray zeros = Nd4j.zerosLike(pair.stock.gradients());
      for (int i = 0; i < (type == DataType.FLOAT ? 140 : 700); i++) {
        pair.step(zeros);
      }
      pair.assertAlike();
      INDArray state = pair.fused.updater().getStateViewArray().castTo(DataType.DOUBLE);
      assertThat(Arrays.stream(state.toDoubleVector()).map(Math::abs))
          .noneMatch(value -> value > 0 && value < smallest);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void gradientsWhoseSquaresHaveNoDigitsLeftMoveParametersAsInDl4j(DataType type) {
    for (IUpdater updater : List.of(new Adam(1e-2), new RmsProp(1e-2))) {
      Pair pair = new Pair(() -> chain(updater, type));
      double scale = type == DataType.FLOAT ? 1e-21 : 1e-160;
      for (int i = 0; i < STEPS; i++) {
        pair.step(random(i, pair.stock).muli(scale));
      }
      pair.assertAlike();
    }
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    int threads = Nd4j.getEnvironment().maxMasterThreads();
    Pair many = new Pair(() -> chain(new Adam(1e-2), DataType.FLOAT));
    many.steps(3);
    try {
      Nd4j.getEnvironment().setMaxMasterThreads(1);
      Pair one = new Pair(() -> chain(new Adam(1e-2), DataType.FLOAT));
      one.steps(3);
      assertThat(one.fused.model().params().equalsWithEps(many.fused.model().params(), 0)).isTrue();
    } finally {
      Nd4j.getEnvironment().setMaxMasterThreads(threads);
    }
  }

  private static MultiLayerNetwork chain(IUpdater updater, DataType type) {
    return chain(updater, type, builder -> {});
  }

  /** So many weights that several threads take part, and the last few do not fill a chunk. */
  private static MultiLayerNetwork chain(
      IUpdater updater, DataType type, Consumer<NeuralNetConfiguration.Builder> setting) {
    NeuralNetConfiguration.Builder builder = builder(updater, type);
    setting.accept(builder);
    return init(
        new MultiLayerNetwork(
            builder
                .list(dense(301).build(), batchNorm(), dense(207).build(), dense(1).build())
                .setInputType(InputType.feedForward(5))
                .build()));
  }

  private static MultiLayerNetwork small(IUpdater updater, DataType type) {
    return init(
        new MultiLayerNetwork(
            builder(updater, type)
                .list(dense(3).build(), dense(1).build())
                .setInputType(InputType.feedForward(2))
                .build()));
  }

  private static MultiLayerNetwork mixed(DataType type) {
    return init(
        new MultiLayerNetwork(
            builder(new Adam(1e-2), type)
                .biasUpdater(new Nesterovs(1e-2, 0.8))
                .list(
                    dense(201).build(),
                    batchNorm(),
                    dense(103).updater(new RmsProp(1e-3)).biasUpdater(new Sgd(0.1)).build(),
                    dense(51).updater(new AdaGrad(1e-2)).biasUpdater(new AMSGrad(1e-2)).build(),
                    dense(1).updater(new Sgd(1e-2)).l2(1e-2).biasUpdater(new NoOp()).build())
                .setInputType(InputType.feedForward(5))
                .build()));
  }

  private static ComputationGraph graph(IUpdater updater, DataType type) {
    ComputationGraph graph =
        new ComputationGraph(
            builder(updater, type)
                .graphBuilder()
                .addInputs("in")
                .addLayer("wide", dense(301).build(), "in")
                .addLayer("norm", batchNorm(), "wide")
                .addLayer("hidden", dense(207).build(), "norm", "in")
                .addLayer("score", dense(1).build(), "hidden")
                .setInputTypes(InputType.feedForward(5))
                .setOutputs("score")
                .build());
    graph.init();
    return graph;
  }

  private static MultiLayerNetwork init(MultiLayerNetwork network) {
    network.init();
    return network;
  }

  private static NeuralNetConfiguration.Builder builder(IUpdater updater, DataType type) {
    return new NeuralNetConfiguration.Builder().seed(7).dataType(type).updater(updater.clone());
  }

  private static DenseLayer.Builder dense(int out) {
    return new DenseLayer.Builder().nOut(out).activation(Activation.TANH);
  }

  /** One network by the class under test, its twin by DL4J. */
  private static final class Pair {
    private Backbone fused;
    private final Backbone stock;
    private Optimiser optimiser; // one for all steps, as the engine has it
    private int steps;

    Pair(Supplier<Model> network) {
      load(network.get());
      stock = Admission.admit(network.get());
    }

    final void load(Model network) {
      fused = Admission.admit(network);
      optimiser = new FusedOptimiser(fused);
    }

    void each(Consumer<Model> change) {
      change.accept(fused.model());
      change.accept(stock.model());
    }

    void steps(int count) {
      for (int i = 0; i < count; i++) {
        step(random(steps, stock));
      }
    }

    void step(INDArray gradients) {
      epoch(fused, steps / 2);
      epoch(stock, steps / 2);
      fused.gradients().assign(gradients);
      optimiser.step(named(fused));
      fused.iteration(fused.iteration() + 1);
      dl4jStep(stock, gradients);
      steps++;
    }

    void assertAlike() {
      double tolerance = stock.gradients().dataType() == DataType.FLOAT ? 1e-5 : 1e-12;
      assertClose(fused.model().params(), stock.model().params(), tolerance);
      INDArray state = stock.updater().getStateViewArray();
      if (state != null) {
        assertClose(fused.updater().getStateViewArray(), state, tolerance);
      }
    }
  }

  private static void epoch(Backbone backbone, int epoch) {
    if (backbone.model() instanceof MultiLayerNetwork network) {
      network.setEpochCount(epoch);
    } else {
      ((ComputationGraph) backbone.model()).getConfiguration().setEpochCount(epoch);
    }
  }

  private static void dl4jStep(Backbone backbone, INDArray gradients) {
    backbone.gradients().assign(gradients);
    backbone.applyUpdater(named(backbone));
    INDArray parameters = backbone.model().params();
    parameters.subi(backbone.gradients().reshape(parameters.shape()));
    backbone.iteration(backbone.iteration() + 1);
  }

  private static INDArray random(long seed, Backbone backbone) {
    INDArray gradients = backbone.gradients();
    return Networks.normal(seed, gradients.shape()).castTo(gradients.dataType());
  }

  /** The gradients as DL4J's backward passes name them. */
  private static Gradient named(Backbone backbone) {
    Gradient gradient = new DefaultGradient(backbone.gradients());
    Layer[] layers = backbone.layers();
    for (int i = 0; i < layers.length; i++) {
      boolean chained = backbone.model() instanceof MultiLayerNetwork;
      name(chained ? "" + i : layers[i].conf().getLayer().getLayerName(), layers[i], gradient);
    }
    return gradient;
  }

  private static void name(String key, Layer layer, Gradient gradient) {
    if (layer.numParams() > 0) {
      new LayerArrays(layer)
          .gradients()
          .gradientForVariable()
          .forEach((name, values) -> gradient.setGradientFor(key + "_" + name, values));
    }
  }

  private static void assertClose(INDArray actual, INDArray expected, double tolerance) {
    double[] a = actual.castTo(DataType.DOUBLE).toDoubleVector();
    double[] e = expected.castTo(DataType.DOUBLE).toDoubleVector();
    assertThat(a).hasSameSizeAs(e);
    double largest = Math.max(1e-12, expected.amaxNumber().doubleValue());
    int worst = 0;
    for (int i = 0; i < a.length; i++) {
      if (Double.compare(Math.abs(a[i] - e[i]), Math.abs(a[worst] - e[worst])) > 0) {
        worst = i; // NaN is the worst
      }
    }
    assertThat(Math.abs(a[worst] - e[worst]) / largest)
        .as("element %s: %s, expected %s", worst, a[worst], e[worst])
        .isLessThan(tolerance);
  }
}
