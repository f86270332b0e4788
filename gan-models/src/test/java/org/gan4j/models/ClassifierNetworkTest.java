package org.gan4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.ImageShape;
import org.gan4j.classifier.Classifier;
import org.gan4j.classifier.ClassifierTraining;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.metrics.FeatureExtractor;
import org.gan4j.metrics.Features;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ClassifierNetworkTest {
  private static final DrawnDigits DIGITS = DrawnDigits.of(800, 1);

  private static MultiLayerNetwork trained(int epochs, long seed) {
    MultiLayerNetwork network = ClassifierNetwork.of(DIGITS.shape(), 10, seed);
    return new ClassifierTraining(epochs, seed).train(network, DIGITS, images -> {});
  }

  private static FeatureExtractor extractor(MultiLayerNetwork network) {
    return FeatureExtractor.of(network, "x", DIGITS.shape(), ClassifierTraining.RANGE);
  }

  /**
   * 9 taps and a bias each, four numbers a channel, 7 x 7 x 64 values into 64, and those into 10.
   */
  @Test
  void parametersAreThoseOfItsLayers() {
    assertThat(ClassifierNetwork.of(ImageShape.gray(28, 28), 10, 1).numParams())
        .isEqualTo(
            32 * 10
                + 64 * (32 * 9 + 1)
                + 64 * (64 * 9 + 1)
                + 4 * 160
                + 64 * (49 * 64 + 1)
                + 10 * 65)
        .isEqualTo(257_802);
  }

  @Test
  void fewDigitsAndEpochsGiveMuchMoreThanChance() {
    FeatureExtractor classifier = extractor(trained(5, 1));
    assertThat(Classifier.accuracy(classifier, DrawnDigits.of(500, 2))).isBetween(0.6, 1.0);
    try (INDArray images = Nd4j.rand(3, 1, 28, 28);
        Features features = classifier.extract(images)) {
      assertThat(features.values().shape()).containsExactly(3, 64);
      assertThat(features.probabilities().orElseThrow().shape()).containsExactly(3, 10);
    }
  }

  @Test
  void theSeedDecidesTheWeights() {
    INDArray parameters = trained(1, 3).params();
    Precision.assertSameBits(trained(1, 3).params(), parameters);
    assertThat(trained(1, 4).params()).isNotEqualTo(parameters);
  }

  @Test
  void colourImagesOfOddSizesAreTaken() {
    ImageShape shape = ImageShape.rgb(15, 9);
    try (INDArray images = Nd4j.rand(shape.batch(2));
        INDArray logits = ClassifierNetwork.of(shape, 4, 1).output(images)) {
      assertThat(logits.shape()).containsExactly(2, 4);
    }
  }

  @Test
  void oneClassAndTinyImagesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassifierNetwork.of(ImageShape.gray(28, 28), 1, 1))
        .withMessage(
            "a classifier tells at least 2 classes apart, and there is 1: add another class");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassifierNetwork.of(ImageShape.gray(28, 3), 2, 1))
        .withMessage(
            "images of 1x28x3 are too small for a classifier: use some of at least 4x4 pixels");
  }
}
