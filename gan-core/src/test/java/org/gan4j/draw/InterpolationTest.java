package org.gan4j.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gan4j.Latents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class InterpolationTest {
  private static final double HALF_ROOT_2 = 0.7071067811865476;
  private static final double HALF_ROOT_3 = 0.8660254037844386;

  @Test
  void aThirdOfARightAngleIsAtThirtyDegrees() {
    assertPoint(between(row(1, 0), row(0, 1), 1 / 3.0), HALF_ROOT_3, 0.5);
  }

  /** The weights of both are sin 45 / sin 90, whatever the lengths. */
  @Test
  void vectorsAreNotNormalised() {
    assertPoint(between(row(2, 0), row(0, 4), 0.5), 2 * HALF_ROOT_2, 4 * HALF_ROOT_2);
  }

  /** 60 degrees apart: both weights are sin 30 / sin 60 = 1 / sqrt 3. */
  @Test
  void halfOfSixtyDegreesLiesOnTheCircle() {
    INDArray middle = between(row(1, 0), row(0.5, HALF_ROOT_3), 0.5);

    assertPoint(middle, HALF_ROOT_3, 0.5);
    assertThat(middle.norm2Number().doubleValue()).isCloseTo(1, within(1e-12));
  }

  @Test
  void theEndsAreTheVectorsThemselves() {
    INDArray from = Nd4j.create(new float[] {0.1f, -0.7f, 3});
    INDArray to = Nd4j.create(new float[] {-2, 0.3f, 0.9f});

    assertThat(Interpolation.spherical(from, to, 0)).isEqualTo(from);
    assertThat(Interpolation.spherical(from, to, 1)).isEqualTo(to);
  }

  @Test
  void withoutAnArcThePointIsOnTheStraightLine() {
    assertPoint(between(row(1, 1), row(3, 3), 0.25), 1.5, 1.5);
    assertPoint(between(row(1, 1), row(-1, -1), 0.25), 0.5, 0.5);
    assertPoint(between(row(0, 0), row(2, 4), 0.25), 0.5, 1);
    assertPoint(between(row(1, 0), row(1, 1e-9), 0.5), 1, 5e-10);
  }

  @Test
  void differentShapesAreRefused() {
    assertThatThrownBy(() -> between(row(1, 2), row(1, 2, 3), 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2] and [3]");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
  void pointsOutsideAreRefused(double t) {
    assertThatThrownBy(() -> between(row(1, 2), row(2, 1), t))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("at 0 to 1, not at " + t);
  }

  @Test
  void aWalkGoesOverEveryStopInEqualAngles() {
    INDArray stops = Nd4j.create(new double[][] {{1, 0}, {0, 1}, {-1, 0}});

    INDArray walk = Interpolation.walk(Latents.NORMAL, stops, 3);

    double[][] expected = {
      {1, 0}, {HALF_ROOT_2, HALF_ROOT_2}, {0, 1}, {-HALF_ROOT_2, HALF_ROOT_2}, {-1, 0}
    };
    assertThat(walk.shape()).containsExactly(5, 2);
    assertThat(walk.dataType()).isEqualTo(DataType.DOUBLE);
    for (int i = 0; i < expected.length; i++) {
      assertPoint(walk.getRow(i), expected[i]);
    }
  }

  /** Seen from 0.5 the stops are (0.5, 0) and (0, 0.5). */
  @Test
  void aWalkBetweenUniformLatentsGoesAroundTheirMean() {
    INDArray walk =
        Interpolation.walk(Latents.UNIT, Nd4j.create(new double[][] {{1, 0.5}, {0.5, 1}}), 3);

    double middle = 0.5 + 0.5 * HALF_ROOT_2;
    assertPoint(walk.getRow(1), middle, middle);
  }

  /** The stops are 60 degrees apart: weights of 1 / sqrt 3, and a first value of 1.15 uncut. */
  @Test
  void aWalkDoesNotLeaveTheRangeOfUniformLatents() {
    INDArray stops = Nd4j.create(new double[][] {{1, 1, 0}, {1, 0, 1}});

    INDArray walk = Interpolation.walk(Latents.UNIFORM, stops, 3);

    assertPoint(walk.getRow(1), 1, 1 / Math.sqrt(3), 1 / Math.sqrt(3));
    assertThat(Interpolation.walk(Latents.NORMAL, stops, 3).getDouble(1, 0))
        .isCloseTo(2 / Math.sqrt(3), within(1e-12));
  }

  @Test
  void aWalkNeedsTwoStopsAndTwoFrames() {
    assertThatThrownBy(() -> Interpolation.walk(Latents.NORMAL, Nd4j.zeros(1, 5), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("not over an array of shape [1, 5]");
    assertThatThrownBy(() -> Interpolation.walk(Latents.NORMAL, Nd4j.zeros(2, 5), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a walk has at least two frames, not 1");
  }

  private static INDArray between(INDArray from, INDArray to, double t) {
    return Interpolation.spherical(from, to, t);
  }

  private static INDArray row(double... values) {
    return Nd4j.create(values, new long[] {values.length}, DataType.DOUBLE);
  }

  private static void assertPoint(INDArray point, double... expected) {
    assertThat(point.toDoubleVector()).containsExactly(expected, within(1e-12));
  }
}
