package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.gan4j.NativeArrays;
import org.gan4j.Resumable;
import org.gan4j.SampleShape;
import org.gan4j.ValueRange;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GaussianMixtureTest {
  private static final Offset<Float> ROUNDING = within(1e-6f);

  private static double[] draw(BatchSource source, int batches, int count) {
    double[] all = new double[2 * batches * count];
    for (int i = 0; i < batches; i++) {
      double[] batch = NativeArrays.values(source.next(count, ValueRange.UNBOUNDED));
      System.arraycopy(batch, 0, all, i * batch.length, batch.length);
    }
    return all;
  }

  @Test
  void ringHasItsModesAtEqualAngles() {
    GaussianMixture ring = GaussianMixture.ring(8);
    float r = (float) Math.sqrt(2);

    assertThat(ring.modes()).isEqualTo(8);
    assertThat(ring.deviation()).isEqualTo(0.02);
    assertThat(ring.centres())
        .containsExactly(
            new float[] {2, 0, r, r, 0, 2, -r, r, -2, 0, -r, -r, 0, -2, r, -r}, ROUNDING);
  }

  @Test
  void gridHasItsModesTwoApart() {
    assertThat(GaussianMixture.grid(2).centres()).containsExactly(-1, -1, 1, -1, -1, 1, 1, 1);
    GaussianMixture grid = GaussianMixture.grid(5);
    float[] centres = grid.centres();
    assertThat(grid.modes()).isEqualTo(25);
    assertThat(grid.deviation()).isEqualTo(0.05);
    assertThat(new float[] {centres[0], centres[1], centres[14], centres[15]})
        .containsExactly(-4, -4, 0, -2);
    assertThat(new float[] {centres[48], centres[49]}).containsExactly(4, 4);
  }

  /** Standard errors: of a share 0.0022, of a mean 0.0013 / 2, of a deviation 0.5 %. */
  @Test
  void modesAreAsFrequentRoundAndOfTheirWidth() {
    GaussianMixture mixture = GaussianMixture.of(0.1, -3, 1, 0, 0, 3, 2, 6, -2);
    double[] points = draw(mixture.points(1), 1, 40_000);
    for (int mode = 0; mode < 4; mode++) {
      double x = mixture.centres()[2 * mode];
      int count = 0;
      double[] sums = new double[5]; // dx, dy, dx², dy², dx dy
      for (int i = 0; i < points.length; i += 2) {
        double dx = points[i] - x;
        double dy = points[i + 1] - mixture.centres()[2 * mode + 1];
        if (Math.abs(dx) < 1) {
          count++;
          double[] terms = {dx, dy, dx * dx, dy * dy, dx * dy};
          for (int t = 0; t < terms.length; t++) {
            sums[t] += terms[t];
          }
        }
      }
      assertThat(count / 40_000.0).isCloseTo(0.25, within(0.009));
      assertThat(sums[0] / count).isCloseTo(0, within(0.004));
      assertThat(sums[1] / count).isCloseTo(0, within(0.004));
      assertThat(Math.sqrt(sums[2] / count)).isCloseTo(0.1, within(0.003));
      assertThat(Math.sqrt(sums[3] / count)).isCloseTo(0.1, within(0.003));
      assertThat(sums[4] / count).isCloseTo(0, within(0.0004));
    }
  }

  @Test
  void pointsFollowFromTheSeedAndTheirNumberAlone() {
    GaussianMixture ring = GaussianMixture.ring(8);

    assertThat(draw(ring.points(7), 10, 15)).containsExactly(draw(ring.points(7), 3, 50));
    assertThat(draw(ring.points(7), 1, 50)).isNotEqualTo(draw(ring.points(8), 1, 50));
  }

  @Test
  void streamGoesOnFromItsCounter() {
    BatchSource whole = GaussianMixture.grid(5).points(7);
    draw(whole, 13, 11);
    BatchSource other = GaussianMixture.grid(5).points(7);
    ((Resumable) other).position(143);

    assertThat(((Resumable) whole).position()).isEqualTo(143);
    assertThat(draw(other, 1, 30)).containsExactly(draw(whole, 1, 30));
    assertThatIllegalArgumentException().isThrownBy(() -> ((Resumable) other).position(-1));
  }

  @Test
  void batchHasTheShapeAndTypeOfPoints() {
    BatchSource source = GaussianMixture.ring(3).points(1);
    assertThat(source.shape()).isEqualTo(SampleShape.vector(2));
    DataType before = Nd4j.defaultFloatingPointType();
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    try {
      INDArray batch = source.next(7, ValueRange.UNBOUNDED);
      assertThat(batch.shape()).containsExactly(7, 2);
      assertThat(batch.dataType()).isEqualTo(DataType.DOUBLE);
    } finally {
      Nd4j.setDefaultDataTypes(before, before);
    }
    assertThat(source.next(1, ValueRange.UNBOUNDED).dataType()).isEqualTo(before);
  }

  @Test
  void whatIsNoMixtureOrNoBatchIsRefused() {
    BatchSource source = GaussianMixture.ring(3).points(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.next(0, ValueRange.UNBOUNDED))
        .withMessage("a batch has at least 1 point, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.next(1, ValueRange.SIGNED))
        .withMessageContaining("a generator of values in [-1, 1] cannot reach them all");
    assertThatIllegalArgumentException().isThrownBy(() -> GaussianMixture.ring(0));
    assertThatIllegalArgumentException().isThrownBy(() -> GaussianMixture.grid(0));
    assertThatIllegalArgumentException().isThrownBy(() -> GaussianMixture.of(0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> GaussianMixture.of(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GaussianMixture.of(1, 1, 2, 3))
        .withMessage("3 values are no points of the plane: two are expected for each mode");
    assertThatIllegalArgumentException().isThrownBy(() -> GaussianMixture.of(1, 1, Float.NaN));
  }
}
