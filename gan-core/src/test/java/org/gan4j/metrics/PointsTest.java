package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PointsTest {
  private final Points points = Points.of(2, 1, 2, 3, 4, 5, 6);

  @Test
  void pointsStandOneAfterTheOther() {
    assertThat(points.size()).isEqualTo(3);
    assertThat(points.dimensions()).isEqualTo(2);
    assertThat(points.get(1, 0)).isEqualTo(3);
    assertThat(points.block(1, 2)).containsExactly(3, 4, 5, 6);
    assertThat(points.pick(new int[] {2, 0})).containsExactly(5, 6, 1, 2);
  }

  @Test
  void firstPointsAreAtMostAllOfThem() {
    assertThat(points.first(2).size()).isEqualTo(2);
    assertThat(points.first(2).get(1, 1)).isEqualTo(4);
    assertThat(points.first(9)).isSameAs(points);
    assertThatIllegalArgumentException().isThrownBy(() -> points.first(0));
  }

  @Test
  void pointBeyondTheLastIsNotThere() {
    assertThatThrownBy(() -> points.get(3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> points.get(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> points.first(2).get(2, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void incompleteOrInfinitePointsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Points.of(2, 1, 2, 3))
        .withMessageContaining("3 values are no points of 2 dimensions");
    assertThatIllegalArgumentException().isThrownBy(() -> Points.of(2));
    assertThatIllegalArgumentException().isThrownBy(() -> Points.of(0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Points.of(2, 1, 2, Float.NaN, 3))
        .withMessageContaining("point 1 has the value NaN");
  }

  @Test
  void rowsOfAnArrayOfAnyLayoutArePoints() {
    INDArray rows = Nd4j.create(new double[][] {{1, 3, 5}, {2, 4, 6}}).transpose();

    Points points = Points.of(rows);

    assertThat(points.size()).isEqualTo(3);
    assertThat(points.dimensions()).isEqualTo(2);
    assertThat(points.get(1, 0)).isEqualTo(3);
    assertThat(points.get(1, 1)).isEqualTo(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Points.of(Nd4j.ones(3, 2, 1, 1)))
        .withMessageContaining("not of shape [3, 2, 1, 1]");
  }
}
