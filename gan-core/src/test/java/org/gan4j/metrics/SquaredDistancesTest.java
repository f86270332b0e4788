package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SquaredDistancesTest {
  @Test
  void everyPairOfSeveralBlocksIsSeenOnceWithItsDistance() {
    Points some = RandomPoints.normal(1030, 3, 5, 1, 1);
    Points others = RandomPoints.normal(2050, 3, 4, 2, 2);
    int[][] seen = new int[1030][2050];
    double[] error = new double[1];
    SquaredDistances.visit(
        some,
        others,
        (i, j, squared) -> {
          seen[i][j]++;
          double expected = Math.pow(RandomPoints.distance(some, i, others, j), 2);
          error[0] = Math.max(error[0], Math.abs(squared - expected));
        });
    assertThat(Arrays.stream(seen).flatMapToInt(Arrays::stream)).containsOnly(1);
    assertThat(error[0]).isCloseTo(0, within(1e-12));
  }

  @Test
  void pointsOfManyDimensionsAreTakenInSmallerBlocks() {
    Points wide = RandomPoints.normal(5, 600_000, 0, 1, 3);
    double[][] squared = new double[5][5];
    SquaredDistances.visit(wide, wide, (i, j, distance) -> squared[i][j] = distance);
    assertThat(squared[4][2])
        .isCloseTo(Math.pow(RandomPoints.distance(wide, 4, wide, 2), 2), within(1e-6));
    assertThat(squared[3][3]).isCloseTo(0, within(1e-6));
  }

  @Test
  void otherDimensionsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SquaredDistances.visit(Points.of(1, 1), Points.of(2, 1, 2), (i, j, squared) -> {}))
        .withMessageContaining("points of 1 dimensions cannot be compared with points of 2");
  }
}
