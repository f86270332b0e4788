package org.gan4j.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gan4j.game.OwnGames.BATCH;
import static org.gan4j.game.OwnGames.PICTURE;
import static org.gan4j.game.OwnGames.labelled;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Gradients;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.gan4j.Networks;
import org.gan4j.OneHot;
import org.gan4j.SampleShape;
import org.gan4j.data.Batching;
import org.gan4j.data.ByteImages;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Trainers whose generators are asked for classes, or find some. */
class ClassTrainersTest {
  private static final int NOISE = 3;
  private static final int CLASSES = 2;
  private static final int CODES = 2;
  private static final AcGanTrainer.ClassWeights AC = new AcGanTrainer.ClassWeights(0.7, 0.3, 1.9);
  private static final InfoGanTrainer.CodeWeights INFO = new InfoGanTrainer.CodeWeights(0.8, 0.4);
  private static final SampleShape LABEL = SampleShape.vector(CLASSES);

  private final List<INDArray> latents = new ArrayList<>(); // that the generator was given

  private static GraphBuilder graph(IUpdater updater, String... inputs) {
    return new NeuralNetConfiguration.Builder()
        .seed(5)
        .dataType(DataType.DOUBLE)
        .updater(updater)
        .graphBuilder()
        .addInputs(inputs);
  }

  private static DenseLayer dense(int in, int out, Activation activation) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(activation).build();
  }

  private static Generator generator(int inputs, IUpdater updater) {
    return Generator.of(
        new ComputationGraph(
            graph(updater, "row")
                .addLayer("hidden", dense(inputs, 5, Activation.TANH), "row")
                .addLayer("image", dense(5, PICTURE.size(), Activation.TANH), "hidden")
                .setOutputs("image")
                .build()),
        PICTURE);
  }

  /** The same, and what it is given is remembered. */
  private Generator recorded(Generator generator) {
    return (Generator)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Generator.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("forward")) {
                latents.add(((INDArray[]) arguments[0])[0].dup());
              }
              return method.invoke(generator, arguments);
            });
  }

  private static Discriminator heads(IUpdater updater, String... heads) {
    GraphBuilder graph =
        graph(updater, "image").addLayer("hidden", dense(64, 5, Activation.TANH), "image");
    int[] sizes = {1, CLASSES, CODES};
    for (int i = 0; i < heads.length; i++) {
      graph.addLayer(heads[i], dense(5, sizes[i], Activation.IDENTITY), "hidden");
    }
    return Discriminator.of(new ComputationGraph(graph.setOutputs(heads).build()), PICTURE);
  }

  private static Discriminator besideLabels(IUpdater updater) {
    return Discriminator.of(
        new ComputationGraph(
            graph(updater, "image", "label")
                .addVertex("both", new MergeVertex(), "image", "label")
                .addLayer("hidden", dense(64 + CLASSES, 5, Activation.TANH), "both")
                .addLayer("score", dense(5, 1, Activation.IDENTITY), "hidden")
                .setOutputs("score")
                .build()),
        PICTURE,
        LABEL);
  }

  private static GanSettings settings(UpdateScheme scheme) {
    return GanSettings.defaults().withBatchSize(BATCH).withSeed(3).withScheme(scheme);
  }

  private GanTrainer conditional(UpdateScheme scheme, IUpdater updater) {
    return new ConditionalGanTrainer(
        recorded(generator(NOISE + CLASSES, updater)),
        besideLabels(updater),
        settings(scheme),
        CLASSES);
  }

  private GanTrainer auxiliary(
      UpdateScheme scheme, IUpdater updater, AcGanTrainer.ClassWeights weights) {
    return new AcGanTrainer(
        recorded(generator(NOISE + CLASSES, updater)),
        heads(updater, "scores", "classes"),
        settings(scheme),
        CLASSES,
        weights);
  }

  private GanTrainer info(
      UpdateScheme scheme, IUpdater updater, InfoGanTrainer.CodeWeights weights) {
    return new InfoGanTrainer(
        recorded(generator(NOISE + CLASSES + CODES, updater)),
        heads(updater, "scores", "categories", "codes"),
        settings(scheme),
        new LatentSpace(Latents.NORMAL, NOISE, CLASSES, CODES),
        weights);
  }

  private static INDArray columns(INDArray rows, int from, int to) {
    return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup('c');
  }

  private static INDArray classesIn(INDArray latents) {
    return columns(latents, NOISE, NOISE + CLASSES);
  }

  private static double mean(INDArray scores, DoubleUnaryOperator of) {
    return Arrays.stream(scores.dup('c').toDoubleMatrix())
        .mapToDouble(row -> of.applyAsDouble(row[0]))
        .average()
        .orElseThrow();
  }

  private static double softplus(double s) {
    return Math.log1p(Math.exp(s));
  }

  /** By definition. */
  private static double crossEntropy(INDArray logits, INDArray wanted) {
    INDArray logs = Transforms.log(Transforms.softmax(logits.dup('c')));
    return -logs.mul(wanted).sumNumber().doubleValue() / logits.size(0);
  }

  private static double squares(INDArray made, INDArray wanted) {
    return Math.pow(made.distance2(wanted), 2) / 2 / made.size(0);
  }

  // Gradients: what a step of plain gradient descent at a rate of 1 changes.

  /** A term of a player's loss, of what the discriminator says of some images. */
  private interface Further {
    double of(List<INDArray> said, INDArray label, INDArray latents);
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of("conditional", nothing(), nothing(), nothing()),
        Arguments.of("auxiliary", classes(AC.real()), classes(AC.fake()), classes(AC.generator())),
        Arguments.of("info", nothing(), found(), found()));
  }

  private static Further nothing() {
    return (said, label, latents) -> 0;
  }

  private static Further classes(double weight) {
    return (said, label, latents) -> weight * crossEntropy(said.get(1), label);
  }

  private static Further found() {
    return (said, label, latents) ->
        INFO.category() * crossEntropy(said.get(1), classesIn(latents))
            + INFO.codes()
                * squares(said.get(2), columns(latents, NOISE + CLASSES, NOISE + CLASSES + CODES));
  }

  private GanTrainer trainer(String kind, UpdateScheme scheme, IUpdater updater) {
    return switch (kind) {
      case "conditional" -> conditional(scheme, updater);
      case "auxiliary" -> auxiliary(scheme, updater, AC);
      default -> info(scheme, updater, INFO);
    };
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void stepGoesDownTheSlopesOfItsLosses(
      String kind, Further ofReal, Further ofFake, Further ofGenerator) {
    checkSlopes(kind, UpdateScheme.JOINT, 1, ofReal, ofFake, ofGenerator);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void combinedBatchHasTheClassesOfBothHalves(
      String kind, Further ofReal, Further ofFake, Further ofGenerator) {
    checkSlopes(kind, UpdateScheme.COMBINED, 0.5, ofReal, ofFake, ofGenerator);
  }

  private void checkSlopes(
      String kind,
      UpdateScheme scheme,
      double weight,
      Further ofReal,
      Further ofFake,
      Further ofGenerator) {
    GanTrainer trainer = trainer(kind, scheme, new Sgd(1));
    Generator generator = trainer.generator();
    Discriminator judge = trainer.discriminator();
    INDArray before = generator.weights().parameters().dup();
    INDArray judgeBefore = judge.weights().parameters().dup();
    trainer.fit(labelled(), 1);
    INDArray after = generator.weights().parameters().dup();
    INDArray judgeAfter = judge.weights().parameters().dup();
    assertThat(latents).hasSize(2);
    Batch real = labelled(0, BATCH);
    INDArray label = real.given(0);

    generator.weights().parameters().assign(before);
    judge.weights().parameters().assign(judgeBefore);
    INDArray fake = generator.generate(latents.get(0));
    Gradients.assertSlope(
        judgeBefore.sub(judgeAfter),
        judge.weights().parameters(),
        () -> {
          List<INDArray> onReal = said(judge, real.samples(), label);
          List<INDArray> onFake = said(judge, fake, label);
          return weight
              * (mean(onReal.get(0), s -> softplus(-s))
                  + ofReal.of(onReal, label, latents.get(0))
                  + mean(onFake.get(0), ClassTrainersTest::softplus)
                  + ofFake.of(onFake, label, latents.get(0)));
        });

    judge.weights().parameters().assign(judgeAfter);
    Gradients.assertSlope(
        before.sub(after),
        generator.weights().parameters(),
        () -> {
          List<INDArray> now = said(judge, generator.generate(latents.get(1)), label);
          return mean(now.get(0), s -> softplus(-s)) + ofGenerator.of(now, label, latents.get(1));
        });
  }

  private static List<INDArray> said(Discriminator judge, INDArray images, INDArray label) {
    return judge.given().isEmpty() ? judge.infer(images) : judge.infer(images, label);
  }

  // Latents.

  @ParameterizedTest
  @EnumSource
  void generatorIsAskedForTheClassesOfTheRealBatch(UpdateScheme scheme) {
    GanTrainer trainer = conditional(scheme, new Sgd(0.1));
    trainer.fit(labelled(), 1);
    INDArray labels = labelled(0, scheme == UpdateScheme.HALVES ? BATCH / 2 : BATCH).given(0);

    assertThat(latents)
        .isNotEmpty()
        .allSatisfy(row -> assertThat(classesIn(row)).isEqualTo(labels));
    assertThat(trainer.latentSpace()).isEqualTo(new LatentSpace(Latents.NORMAL, NOISE, CLASSES, 0));
  }

  /** In each pass over eight images each comes once, so that each class is asked for four times. */
  @ParameterizedTest
  @EnumSource(names = "RANDOM", mode = EnumSource.Mode.EXCLUDE)
  void classesOfASetAreAskedForInTheOrderOfTheSettings(Batching batching) {
    byte[] labels = {0, 1, 1, 1, 0, 1, 0, 0};
    GanTrainer trainer =
        new ConditionalGanTrainer(
            recorded(generator(NOISE + CLASSES, new Sgd(0.1))),
            besideLabels(new Sgd(0.1)),
            settings(UpdateScheme.SIMULTANEOUS).withBatching(batching),
            CLASSES);
    trainer.fit(unlabelled().labelled(labels, CLASSES), 20);

    INDArray asked = classesIn(Nd4j.vstack(latents.toArray(INDArray[]::new)));
    assertThat(asked.size(0)).isEqualTo(20 * BATCH);
    for (int pass = 0; pass < 10; pass++) {
      INDArray rows = asked.get(NDArrayIndex.interval(8 * pass, 8 * pass + 8)).dup('c');
      assertThat(rows.sum(0).toDoubleVector()).containsExactly(4, 4);
      if (batching == Batching.IN_ORDER) {
        assertThat(OneHot.labels(rows)).containsExactly(0, 1, 1, 1, 0, 1, 0, 0);
      }
    }
  }

  /** Of 400 fair draws a category has 140 to 260 with a probability of 1 - 2e-9. */
  @Test
  void categoriesAreDrawnEvenlyAndCodesLieBetweenTheirBounds() {
    GanTrainer trainer = info(UpdateScheme.JOINT, new Sgd(1e-3), INFO);
    trainer.fit(labelled(), 50);
    double first = 0;
    for (INDArray row : latents) {
      assertThat(classesIn(row).sum(1).toDoubleVector()).containsOnly(1);
      first += classesIn(row).getColumn(0).sumNumber().doubleValue();
    }
    INDArray codes =
        columns(
            Nd4j.vstack(latents.toArray(INDArray[]::new)),
            NOISE + CLASSES,
            NOISE + CLASSES + CODES);
    for (int i = 0; i < CODES; i++) { // a quarter of 400 lies beyond each half
      assertThat(codes.getColumn(i).maxNumber().doubleValue()).isBetween(0.5, 1.0);
      assertThat(codes.getColumn(i).minNumber().doubleValue()).isBetween(-1.0, -0.5);
    }
    assertThat(latents).hasSize(100);
    assertThat(first).isBetween(140.0, 260.0);
  }

  @Test
  void categoriesCanBeFoundWithoutCodes() {
    GanTrainer trainer =
        new InfoGanTrainer(
            recorded(generator(NOISE + CLASSES, new Sgd(0.1))),
            heads(new Sgd(0.1), "scores", "categories"),
            settings(UpdateScheme.JOINT),
            new LatentSpace(Latents.NORMAL, NOISE, CLASSES, 0),
            INFO);
    List<StepResult> results = OwnGames.train(trainer, labelled(), 2);

    assertThat(results.get(1).numbers())
        .containsKeys("d_category", "g_category")
        .doesNotContainKeys("d_codes", "g_codes");
    assertThat(latents).allMatch(row -> row.size(1) == NOISE + CLASSES);
  }

  // What a checkpoint keeps.

  @Test
  void whatIsDrawnAndWhatItWeighsIsKept() {
    assertThat(info(UpdateScheme.JOINT, new Sgd(1), INFO).state().positions())
        .containsKeys("latents", "categories", "codes");
    assertThat(info(UpdateScheme.JOINT, new Sgd(1), INFO).rules())
        .containsEntry("infoWeights", "0.8 0.4");
    assertThat(auxiliary(UpdateScheme.JOINT, new Sgd(1), AC).rules())
        .containsEntry("classWeights", "0.7 0.3 1.9");
  }

  // Switched off.

  @Test
  void whatWeighsNothingIsNotFoundOut() {
    List<StepResult> results =
        OwnGames.train(
            info(UpdateScheme.JOINT, new Sgd(0.1), new InfoGanTrainer.CodeWeights(0, 0)),
            labelled(),
            1);
    assertThat(results.get(0).numbers())
        .doesNotContainKeys("d_category", "g_category", "d_codes", "g_codes");
  }

  @ParameterizedTest
  @EnumSource
  void withoutClassLossesItIsTheConditionalGameToTheBit(UpdateScheme scheme) {
    GanTrainer off = auxiliary(scheme, new Sgd(0.1), new AcGanTrainer.ClassWeights(0, 0, 0));
    GanTrainer plain =
        new ConditionalGanTrainer(
            generator(NOISE + CLASSES, new Sgd(0.1)),
            heads(new Sgd(0.1), "scores", "classes"),
            settings(scheme),
            CLASSES);
    List<StepResult> expected = OwnGames.train(plain, labelled(), 3);

    assertThat(OwnGames.train(off, labelled(), 3)).isEqualTo(expected);
    assertThat(off.generator().weights().parameters())
        .isEqualTo(plain.generator().weights().parameters());
    assertThat(off.discriminator().weights().parameters())
        .isEqualTo(plain.discriminator().weights().parameters());
  }

  // What is refused.

  private static ByteImages unlabelled() {
    return ByteImages.of(PICTURE, new byte[8 * PICTURE.size()]);
  }

  @Test
  void imagesOfUnknownClassesAreRefused() {
    assertThatThrownBy(() -> conditional(UpdateScheme.JOINT, new Sgd(1)).fit(unlabelled(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 known classes")
        .hasMessageContaining("use labelled data");
  }

  @Test
  void anotherNumberOfClassesIsRefused() {
    assertThatThrownBy(
            () -> conditional(UpdateScheme.JOINT, new Sgd(1)).fit(Threes.of(PICTURE, 9), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the networks were built for 2 classes, and the data has 3: build them for the data's");
  }

  @Test
  void generatorWithoutRoomForTheClassesIsRefused() {
    Supplier<GanTrainer> trainer =
        () ->
            new ConditionalGanTrainer(
                generator(CLASSES, new Sgd(1)),
                besideLabels(new Sgd(1)),
                settings(UpdateScheme.JOINT),
                CLASSES);
    assertThatThrownBy(trainer::get)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one value of noise, not 0");
  }

  @Test
  void discriminatorThatSaysNoClassIsRefused() {
    GanTrainer trainer =
        new AcGanTrainer(
            generator(NOISE + CLASSES, new Sgd(1)),
            heads(new Sgd(1), "scores"),
            settings(UpdateScheme.JOINT),
            CLASSES,
            AC);
    assertThatThrownBy(() -> trainer.fit(labelled(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no second output for the classes");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, CLASSES + 1})
  void batchesWithoutRowsOfTheClassesAreRefused(int classes) {
    GanTrainer trainer =
        new ConditionalGanTrainer(
            generator(NOISE + CLASSES, new Sgd(1)),
            heads(new Sgd(1), "scores"),
            settings(UpdateScheme.JOINT),
            CLASSES);
    DrawnBatches batches =
        new DrawnBatches(
            PICTURE,
            (number, count) -> {
              INDArray images = labelled(number, count).samples();
              return classes == 0
                  ? Batch.of(images)
                  : Batch.of(images, Nd4j.zeros(DataType.DOUBLE, count, classes));
            });
    assertThatThrownBy(() -> trainer.fit(batches, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the batches have no rows of 2 classes beside their images");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2, 'the discriminator has 2 outputs; it needs 3: scores, categories and codes'",
    "3, 0, 'the discriminator has 3 outputs; it needs 2: scores, categories'"
  })
  void discriminatorOfOtherOutputsIsRefused(int outputs, int codes, String message) {
    GanTrainer trainer =
        new InfoGanTrainer(
            generator(NOISE + CLASSES + codes, new Sgd(1)),
            heads(
                new Sgd(1), Arrays.copyOf(new String[] {"scores", "categories", "codes"}, outputs)),
            settings(UpdateScheme.JOINT),
            new LatentSpace(Latents.NORMAL, NOISE, CLASSES, codes),
            INFO);
    assertThatThrownBy(() -> trainer.fit(labelled(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void oneCategoryIsNoneToFind() {
    assertThatThrownBy(
            () ->
                new InfoGanTrainer(
                    generator(NOISE + 1 + CODES, new Sgd(1)),
                    heads(new Sgd(1), "scores", "categories", "codes"),
                    settings(UpdateScheme.JOINT),
                    new LatentSpace(Latents.NORMAL, NOISE, 1, CODES),
                    INFO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are two categories at least, not 1");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void weightsThatAreNoneAreRefused(double weight) {
    List<Supplier<Record>> weights =
        List.of(
            () -> new AcGanTrainer.ClassWeights(weight, 0, 0),
            () -> new AcGanTrainer.ClassWeights(0, weight, 0),
            () -> new AcGanTrainer.ClassWeights(0, 0, weight),
            () -> new InfoGanTrainer.CodeWeights(weight, 0),
            () -> new InfoGanTrainer.CodeWeights(0, weight));
    assertThat(weights)
        .allSatisfy(
            wrong ->
                assertThatThrownBy(wrong::get)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is a number of 0 or more, not " + weight));
  }

  @Test
  void batchesWithoutLabelsAreRefusedForADiscriminatorThatTakesThem() {
    GanTrainer trainer =
        new GanTrainer(
            Generator.of(Networks.generator(new Sgd(1)), Networks.SHAPE),
            Discriminator.of(
                new ComputationGraph(
                    graph(new Sgd(1), "image", "label")
                        .addVertex("both", new MergeVertex(), "image", "label")
                        .addLayer(
                            "score",
                            dense(Networks.SHAPE.size() + CLASSES, 1, Activation.IDENTITY),
                            "both")
                        .setOutputs("score")
                        .build()),
                Networks.SHAPE,
                LABEL),
            settings(UpdateScheme.JOINT));
    assertThatThrownBy(() -> trainer.fit(OwnGames.images(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("takes 1 arrays beside samples, and the batches have 0");
  }

  // Labelled sets.

  /** Images whose pixels are their class: so each can be seen to stand beside its own label. */
  @ParameterizedTest
  @EnumSource
  void labelStandsBesideItsImageInEveryOrder(Batching batching) {
    var source = batching.withLabels(Threes.of(PICTURE, 9), 7);
    var plain = batching.over(Threes.of(PICTURE, 9), 7);
    for (int i = 0; i < 4; i++) {
      Batch batch = source.batch(5, Threes.BYTES);
      assertThat(batch.samples()).isEqualTo(plain.next(5, Threes.BYTES));
      for (int k = 0; k < 5; k++) {
        int pixel = (int) Math.round(batch.samples().getDouble(k, 0, 0, 0));
        assertThat(batch.given(0).getDouble(k, pixel % 3)).isEqualTo(1);
        assertThat(batch.given(0).getRow(k).sumNumber().doubleValue()).isEqualTo(1);
      }
    }
  }
}
