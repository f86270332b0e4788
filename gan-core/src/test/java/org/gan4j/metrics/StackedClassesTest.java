package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.gan4j.ImageShape;
import org.gan4j.NativeArrays;
import org.gan4j.ValueRange;
import org.gan4j.data.ByteImages;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.StackedImages;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The test of 1,000 modes: stacks of digits, a classifier of single ones, and the counts. */
class StackedClassesTest {
  /** A classifier of images of one pixel, sure by 0.91 that pixel i is of class i. */
  private record PixelClassifier() implements FeatureExtractor {
    @Override
    public String name() {
      return "pixel";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public ImageShape shape() {
      return ImageShape.gray(1, 1);
    }

    @Override
    public ValueRange range() {
      return new ValueRange(0, 255);
    }

    @Override
    public Features extract(INDArray images) {
      double[] pixels = NativeArrays.values(images);
      float[] probabilities = new float[10 * pixels.length];
      for (int i = 0; i < probabilities.length; i++) {
        probabilities[i] = i % 10 == (int) pixels[i / 10] ? 0.91f : 0.01f;
      }
      return new Features(
          images.reshape(pixels.length, 1).dup(),
          Optional.of(NativeArrays.of(probabilities, pixels.length, 10)));
    }
  }

  private static final Evaluator EVALUATOR =
      new Evaluator(FeatureExtractor.stacked(new PixelClassifier(), 3), 1);

  private static ClassHistogram classes(ImageStream images) {
    return EVALUATOR.extract(images).classes().orElseThrow();
  }

  @Test
  void classesOfHandMadeStacksAreCounted() {
    byte[] stacks = {1, 2, 3, 9, 9, 9, 1, 2, 3, 0, 0, 7};

    ClassHistogram counted = classes(ImageStream.of(ByteImages.of(ImageShape.rgb(1, 1), stacks)));

    assertThat(counted.counts()).hasSize(1000);
    assertThat(counted.counts()[123]).isEqualTo(2);
    assertThat(counted.counts()[999]).isEqualTo(1);
    assertThat(counted.counts()[7]).isEqualTo(1);
    assertThat(counted.covered()).isEqualTo(3);
    // 1/2 log(1/2 * 1000) + 2 * 1/4 log(1/4 * 1000)
    assertThat(counted.divergenceFromUniform())
        .isCloseTo(0.5 * Math.log(500) + 0.5 * Math.log(250), within(1e-12));
  }

  @Test
  void classesOfDrawnStacksAreTheirLabels() {
    byte[] digits = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    LabelledImages gray = ByteImages.of(ImageShape.gray(1, 1), digits).labelled(digits.clone(), 10);
    StackedImages stacks = StackedImages.of(gray, 3_000, 5);
    ClassHistogram expected = new ClassHistogram(1000);
    for (int i = 0; i < stacks.size(); i++) {
      expected.add(stacks.label(i));
    }

    ClassHistogram counted = classes(ImageStream.of(stacks));

    assertThat(counted.counts()).isEqualTo(expected.counts());
    // 1,000 (1 - e^-3) of them are expected, with a standard deviation of 6
    assertThat(counted.covered()).isBetween(925, 975);
    assertThat(counted.divergenceFrom(expected)).isZero();
  }
}
