package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.gan4j.ValueRange;
import org.gan4j.data.ByteImages;
import org.gan4j.data.LabelledImages;
import org.gan4j.metrics.ConditionalMeasures.OfClass;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;

class ConditionalMeasuresTest {
  private static final ImageShape THREE = ImageShape.gray(1, 3);
  private static final LatentSpace SPACE = new LatentSpace(Latents.NORMAL, 2, 3, 1);

  /** What a classifier of three classes would say; without words it is none. */
  private static ImageFeatures features(Points points, int... mostLikely) {
    Optional<ClassHistogram> counts =
        mostLikely.length == 0 ? Optional.empty() : Optional.of(new ClassHistogram(3));
    counts.ifPresent(histogram -> histogram.add(mostLikely));
    return new ImageFeatures(
        "made up",
        "1",
        points,
        GaussianStatistics.of(points),
        Optional.empty(),
        counts,
        ImmutableIntArray.copyOf(mostLikely));
  }

  private static LabelledFeatures labelled(ImageFeatures features, int... labels) {
    return new LabelledFeatures(features, ImmutableIntArray.copyOf(labels), 3);
  }

  private static final Points SEVEN = Points.of(1, 0, 1, 2, 3, 4, 5, 6);

  /** Of class 0 two of three, of class 1 three of three, of class 2 none of one. */
  @Test
  void accuracyIsTheShareOfImagesThatAreTakenForWhatWasAskedFor() {
    LabelledFeatures real = labelled(features(SEVEN, 0, 0, 0, 1, 1, 2, 2), 0, 0, 0, 1, 1, 2, 2);
    LabelledFeatures made = labelled(features(SEVEN, 0, 1, 0, 1, 1, 1, 0), 0, 0, 0, 1, 1, 1, 2);
    ConditionalMeasures measures = ConditionalMeasures.between(real, made);
    assertThat(measures.each()).extracting(OfClass::real).containsExactly(3, 2, 2);
    assertThat(measures.each()).extracting(OfClass::generated).containsExactly(3, 3, 1);
    assertThat(measures.each())
        .extracting(one -> one.accuracy().orElseThrow())
        .containsExactly(2.0 / 3, 1.0, 0.0);
    assertThat(measures.accuracy()).hasValue(5.0 / 7);
    assertThat(measures.worstAccuracy()).hasValue(0);
  }

  @Test
  void classThatIsNeverAskedForHasNoAccuracyAndIsNotTheWorst() {
    LabelledFeatures real = labelled(features(SEVEN, 0, 0, 0, 1, 1, 2, 2), 0, 0, 0, 1, 1, 2, 2);
    LabelledFeatures made = labelled(features(SEVEN, 0, 0, 0, 1, 1, 1, 0), 0, 0, 0, 0, 1, 1, 1);
    ConditionalMeasures measures = ConditionalMeasures.between(real, made);
    assertThat(measures.each().get(2).accuracy()).isEmpty();
    assertThat(measures.worstAccuracy()).hasValue(2.0 / 3);
    assertThat(measures.accuracy()).hasValue(5.0 / 7);
  }

  /**
   * In one dimension the distance is the square of the difference of the means plus that of the
   * deviations: within class 0 (5 - 2)^2, of class 1 (0 - 10)^2 + 2 (1 - 2)^2, of class 2 nothing,
   * as the images of class 2 are the same, in another order.
   */
  @Test
  void distanceWithinAClassIsThatOfItsOwnImages() {
    Points points = Points.of(1, 1, 3, -1, 1, 100, 102);
    Points others = Points.of(1, 102, 4, 8, 100, 6, 12);
    LabelledFeatures real = labelled(features(points), 0, 0, 1, 1, 2, 2);
    LabelledFeatures made = labelled(features(others), 2, 0, 1, 2, 0, 1);
    ConditionalMeasures measures = ConditionalMeasures.between(real, made);
    List<Double> each = measures.each().stream().map(one -> one.frechet().orElseThrow()).toList();
    assertThat(each.get(0)).isCloseTo(9, within(1e-9));
    assertThat(each.get(1)).isCloseTo(102, within(1e-9));
    assertThat(each.get(2)).isCloseTo(0, within(1e-9));
    assertThat(measures.frechet().orElseThrow()).isCloseTo(111.0 / 3, within(1e-9));
    assertThat(measures.values()).containsOnlyKeys("frechetWithinClasses");
  }

  /** All images together are as they should be, and each is of a class that was not asked for. */
  @Test
  void classesThatAreMixedUpAreSeenWhereImagesAsAWholeAreFine() {
    Points points = points(300, 3);
    int[] labels = IntStream.range(0, 300).map(i -> i % 3).toArray();
    int[] shifted = IntStream.range(0, 300).map(i -> (i + 1) % 3).toArray();
    LabelledFeatures real = labelled(features(points, labels), labels);
    LabelledFeatures made = labelled(features(points, labels), shifted);
    assertThat(FrechetDistance.between(real.features().statistics(), made.features().statistics()))
        .isCloseTo(0, within(1e-6));
    ConditionalMeasures right = ConditionalMeasures.between(real, real);
    ConditionalMeasures wrong = ConditionalMeasures.between(real, made);
    assertThat(right.accuracy()).hasValue(1);
    assertThat(right.frechet().orElseThrow()).isCloseTo(0, within(1e-6));
    assertThat(wrong.accuracy()).hasValue(0);
    assertThat(wrong.frechet().orElseThrow())
        .as("means are 20, 10 and 10 apart in each of three dimensions")
        .isCloseTo((3 * 400 + 3 * 100 + 3 * 100) / 3, within(30.0));
    assertThat(wrong.values())
        .containsOnlyKeys("classAccuracy", "worstClassAccuracy", "frechetWithinClasses");
  }

  /**
   * Labels drawn anew have nothing to do with the images: 300 of 900 are expected, 14 the
   * deviation.
   */
  @Test
  void shuffledLabelsAreRightByChanceAlone() {
    int[] labels = IntStream.range(0, 900).map(i -> i % 3).toArray();
    int[] shuffled = labels.clone();
    SplittableRandom random = new SplittableRandom(5);
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int label = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = label;
    }
    ImageFeatures features = features(points(900, 3), labels);
    ConditionalMeasures chance =
        ConditionalMeasures.between(labelled(features, labels), labelled(features, shuffled));
    assertThat(chance.accuracy().orElseThrow()).isCloseTo(1.0 / 3, within(0.08));
    assertThat(chance.values()).containsEntry("classAccuracy", chance.accuracy().orElseThrow());
  }

  /** Classes 0, 1, 2 lie around 0, 10, 20 in each dimension. */
  private static Points points(int count, int dimensions) {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[count * dimensions];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (10 * (i / dimensions % 3) + random.nextDouble() - 0.5);
    }
    return Points.of(dimensions, values);
  }

  /** With four features a class needs five images of either kind. */
  @Test
  void classOfTooFewImagesHasNoDistanceAndThenThereIsNoMean() {
    Points points = points(15, 4);
    int[] labels = IntStream.range(0, 15).map(i -> i % 3).toArray();
    int[] fewer = labels.clone();
    fewer[2] = 1; // four of class 2, and six of class 1
    ImageFeatures features = features(points);
    assertThat(ConditionalMeasures.fewest(4)).isEqualTo(5);
    assertThat(
            ConditionalMeasures.between(labelled(features, labels), labelled(features, labels))
                .frechet())
        .isPresent();
    ConditionalMeasures measures =
        ConditionalMeasures.between(labelled(features, labels), labelled(features, fewer));
    assertThat(measures.each())
        .extracting(one -> one.frechet().isPresent())
        .containsExactly(true, true, false);
    assertThat(measures.values()).isEmpty();
  }

  @Test
  void whatIsOfOtherClassesIsRefused() {
    LabelledFeatures three = labelled(features(SEVEN), 0, 0, 0, 1, 1, 2, 2);
    LabelledFeatures four =
        new LabelledFeatures(three.features(), ImmutableIntArray.of(0, 0, 0, 1, 1, 2, 3), 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConditionalMeasures.between(three, four))
        .withMessageContaining("asked to be of 4 classes, and the real ones are of 3");
    LabelledFeatures told =
        new LabelledFeatures(
            features(SEVEN, 0, 0, 0, 1, 1, 2, 2), ImmutableIntArray.of(0, 0, 0, 1, 1, 2, 3), 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConditionalMeasures.between(told, told))
        .withMessage(
            "the extractor 'made up' tells 3 classes apart, and the images are of 4: take a"
                + " classifier of these");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> labelled(three.features(), 0, 1))
        .withMessageContaining("2 labels for 7 images");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> labelled(three.features(), 0, 0, 0, 1, 1, 2, 3))
        .withMessageContaining("no class 3; of 3 classes the last is 2");
    assertThatIllegalArgumentException().isThrownBy(() -> new ConditionalMeasures(List.of()));
  }

  /** Paints the pixel of the class that it is asked for; or, where it is deaf, always the first. */
  private static Generator painter(boolean listens) {
    MultiLayerNetwork network = dense(6, 3, Activation.SIGMOID);
    network.params().assign(0);
    for (int i = 0; i < 3; i++) { // one value of the class for each pixel, after the noise
      network.getLayer(0).getParam("W").putScalar(2 + i, listens ? i : 0, 20);
    }
    network.getLayer(0).getParam("b").assign(-10);
    return Generator.of(network, THREE, ValueRange.UNIT);
  }

  private static MultiLayerNetwork dense(int in, int out, Activation activation) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .list(new DenseLayer.Builder().nIn(in).nOut(out).activation(activation).build())
                .build());
    network.init();
    return network;
  }

  /** Takes an image for the class of its brightest pixel. */
  private static FeatureExtractor brightest() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list(
                    new DenseLayer.Builder().nIn(3).nOut(3).activation(Activation.IDENTITY).build(),
                    new OutputLayer.Builder().nIn(3).nOut(3).activation(Activation.SOFTMAX).build())
                .build());
    network.init();
    network.params().assign(0);
    network.getLayer(0).getParam("W").assign(Nd4j.eye(3));
    network.getLayer(1).getParam("W").assign(Nd4j.eye(3));
    return FeatureExtractor.of(network, "brightest", THREE, ValueRange.UNIT);
  }

  private static LabelledImages real(int count) {
    byte[] pixels = new byte[3 * count];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i / 4 % 3);
      pixels[3 * i + labels[i]] = (byte) (200 + i % 20);
    }
    return ByteImages.of(THREE, pixels).labelled(labels, 3);
  }

  @Test
  void evaluatorAsksAGeneratorAndLooksAtWhatItDraws() {
    Evaluator evaluator = new Evaluator(brightest(), 1);
    LabelledFeatures real = evaluator.extract(LabelledStream.of(real(600)));
    Measures right = evaluator.compare(real, drawn(evaluator, painter(true)));
    assertThat(right.conditional().orElseThrow().accuracy()).hasValue(1);
    assertThat(right.values().keySet())
        .endsWith("classDivergence", "classAccuracy", "worstClassAccuracy", "frechetWithinClasses");
    Measures deaf = evaluator.compare(real, drawn(evaluator, painter(false)));
    assertThat(deaf.values())
        .containsEntry("classAccuracy", 1.0 / 3)
        .containsEntry("worstClassAccuracy", 0.0);
    assertThat(deaf.values().get("frechetWithinClasses"))
        .isGreaterThan(right.values().get("frechetWithinClasses") + 0.5);
    assertThat(evaluator.compare(real.features(), real.features()).conditional()).isEmpty();
  }

  /** More than a batch of the extraction, so that classes go on in turn from batch to batch. */
  private static LabelledFeatures drawn(Evaluator evaluator, Generator generator) {
    LabelledFeatures drawn =
        evaluator.extract(LabelledStream.of(generator, SPACE, SPACE.source(7), 600));
    assertThat(drawn.labels().toArray())
        .isEqualTo(IntStream.range(0, 600).map(i -> i % 3).toArray());
    return drawn;
  }

  @Test
  void chosenClassesAreTheOnesThatAreNoted() {
    LabelledStream stream = LabelledStream.of(painter(true), SPACE, SPACE.source(7, 2, 2, 0), 5);
    stream.next(4);
    assertThat(stream.labels().toArray()).containsExactly(2, 2, 0, 2);
    byte[] last = stream.next(1);
    assertThat(stream.labels().toArray()).containsExactly(2, 2, 0, 2, 2);
    assertThat(last).containsExactly(0, 0, 255);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LabelledStream.of(
                    painter(true), LatentSpace.of(Latents.NORMAL, 6), SPACE.source(1), 5))
        .withMessageContaining("is asked for no classes");
  }

  @Test
  void labelsOfASetAreThoseReadSoFar() {
    LabelledStream stream = LabelledStream.of(real(9));
    stream.next(5);
    assertThat(stream.labels().toArray()).containsExactly(0, 0, 0, 0, 1);
    stream.next(4);
    assertThat(stream.labels().toArray()).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 2);
    assertThat(stream.classes()).isEqualTo(3);
  }

  @Test
  void spreadsAreOfWhatEachRunHas() {
    Evaluator evaluator = new Evaluator(brightest(), 1);
    LabelledFeatures real = evaluator.extract(LabelledStream.of(real(24)));
    Measures enough = evaluator.compare(real, real);
    LabelledFeatures uneven =
        new LabelledFeatures(
            real.features(),
            ImmutableIntArray.copyOf(
                Arrays.stream(real.labels().toArray()).map(i -> i == 2 ? 1 : i)),
            3);
    Measures tooFew = evaluator.compare(real, uneven);
    assertThat(Measures.spread(List.of(enough, enough))).containsKey("frechetWithinClasses");
    assertThat(Measures.spread(List.of(enough, tooFew)))
        .containsKey("classAccuracy")
        .doesNotContainKey("frechetWithinClasses");
  }
}
