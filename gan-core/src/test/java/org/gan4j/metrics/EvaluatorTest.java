package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSource;
import org.gan4j.Latents;
import org.gan4j.ValueRange;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.TestData;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.data.download.Mnist;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

class EvaluatorTest {
  private static final ImageShape SHAPE = ImageShape.gray(28, 28);

  private final Evaluator evaluator = new Evaluator(FeatureExtractor.pixels(SHAPE, 7, 7), 1);

  @Test
  void faultsOfDrawnDigitsAreSeen() {
    LabelledImages real = DrawnDigits.of(400, 1);
    faultsAreSeen(real, DrawnDigits.of(400, 2));
  }

  @Test
  void halvesOfMnistAreAlikeAndBlurredOnesAreNot() {
    ImageSet some = Mnist.test(TestData.folder("mnist"));
    for (int i = 0; i < 3; i++) {
      some = Calibration.halves(some, i).get(0);
    }
    List<ImageSet> halves = Calibration.halves(some, 3);
    Measures good = compare(halves.get(0), halves.get(1));
    Measures bad = compare(halves.get(0), Calibration.blurred(halves.get(1), 2));
    assertThat(good.kernel().value()).isCloseTo(0, within(bad.kernel().value() / 10));
    assertThat(good.precisionRecall().precision()).isBetween(0.7, 1.0);
    assertThat(bad.frechet()).isBetween(2 * good.frechet(), 100.0);
  }

  private void faultsAreSeen(LabelledImages real, ImageSet fresh) {
    Measures good = compare(real, fresh);
    List<ImageSet> faulty =
        List.of(
            Calibration.only(real, 3),
            Calibration.blurred(real, 2),
            Calibration.noisy(real, 60, 1));
    for (ImageSet images : faulty) {
      Measures bad = compare(real, images);
      assertThat(bad.frechet()).isBetween(2 * good.frechet(), 100.0);
      assertThat(bad.kernel().value()).isGreaterThan(good.kernel().value() + 1e-4).isLessThan(10);
    }
    Measures collapsed = compare(real, faulty.get(0));
    assertThat(collapsed.densityCoverage().coverage())
        .isLessThan(good.densityCoverage().coverage() / 2)
        .isGreaterThan(0);
    assertThat(collapsed.meanDistance()).isLessThan(good.meanDistance()).isGreaterThan(0);
  }

  private Measures compare(ImageSet real, ImageSet generated) {
    return evaluator.compare(ImageStream.of(real), ImageStream.of(generated));
  }

  @Test
  void measuresSayWhatTheyWereTakenWith() {
    Measures measures = compare(DrawnDigits.of(40, 1), DrawnDigits.of(30, 2));
    assertThat(measures.origin()).isEqualTo(new Origin("pixels-7x7", "1", 1, 40, 30));
    assertThat(measures.classes()).isEmpty();
    assertThat(measures.values().keySet())
        .containsExactly(
            "frechet",
            "kernel",
            "kernelStandardError",
            "precision",
            "recall",
            "density",
            "coverage",
            "meanDistance");
  }

  @Test
  void featuresOfSeveralBatchesAreThoseOfTheImagesInTheirOrder() {
    DrawnDigits digits = DrawnDigits.of(300, 1);
    Points points = evaluator.extract(ImageStream.of(digits)).points();
    assertThat(points.size()).isEqualTo(300);
    byte[] image = new byte[SHAPE.size()];
    digits.read(299, image, 0);
    double sum = 0;
    for (int y = 12; y < 16; y++) {
      for (int x = 8; x < 12; x++) {
        sum += (image[y * 28 + x] & 0xff) / 255.0;
      }
    }
    assertThat((double) points.get(299, 3 * 7 + 2)).isCloseTo(sum / 16, within(1e-6));
  }

  @Test
  void classifierCountsClasses() {
    FeatureExtractor classifier =
        FeatureExtractor.of(classifier(), "random", SHAPE, ValueRange.UNIT);
    Evaluator evaluator = new Evaluator(classifier, 1);
    ImageFeatures real = evaluator.extract(ImageStream.of(DrawnDigits.of(300, 1)));
    ClassMeasures classes = evaluator.compare(real, real).classes().orElseThrow();
    ClassHistogram counts = real.classes().orElseThrow();
    assertThat(counts.total()).isEqualTo(300);
    assertThat(classes.classes()).isEqualTo(4);
    assertThat(classes.covered()).isEqualTo(counts.covered());
    assertThat(classes.divergence()).isZero();
    assertThat(classes.score()).isBetween(1.0, 4.0);
    assertThat(evaluator.compare(real, real).values()).hasSize(11);
  }

  private static MultiLayerNetwork classifier() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .list(
                    new DenseLayer.Builder().nIn(784).nOut(8).activation(Activation.TANH).build(),
                    new OutputLayer.Builder().nIn(8).nOut(4).activation(Activation.SOFTMAX).build())
                .build());
    network.init();
    return network;
  }

  @Test
  void generatedImagesAreRoundedAsInAPicture() {
    Generator generator = generator();
    LatentSource latents = Latents.NORMAL.source(2, 1);
    ImageStream stream = ImageStream.of(generator, latents, 20);
    assertThat(stream.size()).isEqualTo(20);
    byte[] first = stream.next(20);
    double value =
        generator.generate(Latents.NORMAL.source(2, 1).sample(20)).getDouble(19, 0, 27, 27);
    assertThat((double) (first[20 * 784 - 1] & 0xff))
        .isCloseTo((value + 1) / 2 * 255, within(0.51));
    assertThat(
            evaluator
                .compare(
                    ImageStream.of(DrawnDigits.of(20, 1)), ImageStream.of(generator, latents, 20))
                .origin()
                .generated())
        .isEqualTo(20);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageStream.of(generator, Latents.NORMAL.source(3, 1), 20))
        .withMessageContaining("takes 2 latents for an image, and the source gives 3");
    assertThatIllegalArgumentException().isThrownBy(() -> ImageStream.of(generator, latents, 0));
  }

  private static Generator generator() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.FLOAT)
                .list(new DenseLayer.Builder().nIn(2).nOut(784).activation(Activation.TANH).build())
                .build());
    return Generator.of(network, SHAPE);
  }

  @Test
  void threeSeedsGiveMeanAndStandardDeviation() {
    DrawnDigits real = DrawnDigits.of(50, 1);
    List<Measures> runs =
        List.of(
            compare(real, DrawnDigits.of(50, 2)),
            compare(real, DrawnDigits.of(50, 3)),
            compare(real, DrawnDigits.of(50, 4)));
    double mean = (runs.get(0).frechet() + runs.get(1).frechet() + runs.get(2).frechet()) / 3;
    assertThat(Measures.spread(runs).get("frechet").mean()).isCloseTo(mean, within(1e-12));
    assertThat(Measures.spread(runs).get("frechet").count()).isEqualTo(3);
    List<Measures> uneven = List.of(runs.get(0), compare(real, DrawnDigits.of(40, 2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Measures.spread(uneven))
        .withMessageContaining("cannot be compared: take the same extractor and as many images");
    assertThatIllegalArgumentException().isThrownBy(() -> Measures.spread(List.of()));
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    DrawnDigits digits = DrawnDigits.of(6, 1);
    Evaluator coarse = new Evaluator(FeatureExtractor.pixels(SHAPE, 4, 4), 1);
    ImageFeatures other = coarse.extract(ImageStream.of(digits));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> evaluator.compare(other, other))
        .withMessageContainingAll("pixels-4x4", "pixels-7x7");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compare(digits, DrawnDigits.of(5, 1)))
        .withMessageContaining("5 images are too few to be compared: take 6 at least");
    Evaluator large = new Evaluator(FeatureExtractor.pixels(ImageShape.gray(32, 32), 4, 4), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> large.extract(ImageStream.of(digits)))
        .withMessageContaining("takes images of 1x32x32, and these are of 1x28x28");
  }
}
