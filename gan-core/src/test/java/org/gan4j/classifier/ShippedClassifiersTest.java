package org.gan4j.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.gan4j.ImageShape;
import org.gan4j.data.TestData;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.data.download.Mnist;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShippedClassifiersTest {

  /** Whoever replaces a file gives it a new number: measures by the two cannot be compared. */
  @ParameterizedTest
  @CsvSource({"mnist, mnist-1, e2d812cf0c9f", "digits, digits-1, 5b1a63bd34f1"})
  void theyAreTheOnesThatWereMeasuredWith(String data, String name, String version) {
    Classifier classifier = Classifier.shipped(data);
    assertThat(classifier.name()).isEqualTo(name);
    assertThat(classifier.version()).isEqualTo(version);
    assertThat(classifier.info().data()).isEqualTo(data);
    assertThat(classifier.shape()).isEqualTo(ImageShape.gray(28, 28));
    assertThat(classifier.info().classes())
        .isEqualTo(IntStream.range(0, 10).mapToObj(String::valueOf).toList());
  }

  @Test
  void mnistIsKnownAsItsFileSays() {
    Classifier classifier = Classifier.shipped("mnist");
    double accuracy = Classifier.accuracy(classifier, Mnist.test(TestData.folder("mnist")));
    assertThat(accuracy)
        .isBetween(0.99, 1.0)
        .isCloseTo(classifier.info().accuracy(), within(5e-4)); // other kernels round differently
    assertThat(classifier.info().testImages()).isEqualTo(10_000);
  }

  @Test
  void digitsOfAnotherSeedAreKnown() {
    double accuracy = Classifier.accuracy(Classifier.shipped("digits"), DrawnDigits.of(2000, 99));
    assertThat(accuracy).isBetween(0.99, 1.0);
  }

  @Test
  void thereIsNoneForOtherData() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Classifier.shipped("cats"))
        .withMessage(
            "no classifier for \"cats\" comes with gan4j, but for these: mnist, digits; gan"
                + " train-classifier makes others");
  }
}
