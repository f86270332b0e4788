package org.gan4j.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gan4j.Networks;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DiversityTest {
  @Test
  void twoImagesHaveTheirSquaredDistance() {
    INDArray images = Nd4j.create(new double[] {1, 2, 3, 4, 1, 5, 3, 0}, new int[] {2, 1, 2, 2});
    assertThat(Diversity.of(images)).isCloseTo(9 + 16, within(1e-9));
  }

  @Test
  void moreImagesHaveTheMeanOverAllPairs() {
    INDArray images = Networks.normal(3, 7, 2, 3, 4);
    double sum = 0;
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 7; j++) {
        sum += images.slice(i).squaredDistance(images.slice(j));
      }
    }
    assertThat(Diversity.of(images)).isCloseTo(sum / (7 * 6), within(1e-9));
    assertThat(Diversity.of(images.dup('f'))).isCloseTo(sum / (7 * 6), within(1e-9));
  }

  @Test
  void equalImagesHaveNone() {
    assertThat(Diversity.of(Nd4j.valueArrayOf(new long[] {5, 1, 3, 3}, 0.7))).isZero();
    assertThat(Diversity.of(Nd4j.ones(1, 1, 3, 3))).as("one image").isZero();
  }
}
