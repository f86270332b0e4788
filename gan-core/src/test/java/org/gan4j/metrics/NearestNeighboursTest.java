package org.gan4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.gan4j.ImageShape;
import org.gan4j.data.ByteImages;
import org.gan4j.data.digits.DrawnDigits;
import org.junit.jupiter.api.Test;

class NearestNeighboursTest {
  @Test
  void nearestPointAndItsDistance() {
    Points training = Points.of(2, 0, 0, 3, 4, 9, 9);
    NearestNeighbours nearest = NearestNeighbours.of(Points.of(2, 0, 1, 9, 9, 3, 2), training);
    assertThat(nearest.size()).isEqualTo(3);
    assertThat(new int[] {nearest.index(0), nearest.index(1), nearest.index(2)})
        .containsExactly(0, 2, 1);
    assertThat(nearest.distance(0)).isCloseTo(1, within(1e-12));
    assertThat(nearest.distance(1)).isCloseTo(0, within(1e-12));
    assertThat(nearest.meanDistance()).isCloseTo((1 + 0 + 2) / 3.0, within(1e-12));
  }

  @Test
  void pixelsAreUnsigned() {
    ImageShape shape = ImageShape.gray(1, 2);
    ByteImages training = ByteImages.of(shape, new byte[] {0, 0, (byte) 255, (byte) 200});
    ByteImages samples = ByteImages.of(shape, new byte[] {(byte) 252, (byte) 204, 3, 4});
    NearestNeighbours nearest = NearestNeighbours.of(samples, training);
    assertThat(nearest.index(0)).isEqualTo(1);
    assertThat(nearest.distance(0)).isEqualTo(5);
    assertThat(nearest.index(1)).isZero();
    assertThat(nearest.distance(1)).isEqualTo(5);
  }

  @Test
  void copyOfATrainingImageIsFoundAtDistanceZero() {
    DrawnDigits training = DrawnDigits.of(1500, 1);
    byte[] copies = new byte[2 * training.shape().size()];
    training.read(1400, copies, 0);
    training.read(7, copies, training.shape().size());
    NearestNeighbours nearest =
        NearestNeighbours.of(ByteImages.of(training.shape(), copies), training);
    assertThat(nearest.index(0)).isEqualTo(1400);
    assertThat(nearest.distance(0)).isZero();
    assertThat(nearest.index(1)).isEqualTo(7);
    assertThat(nearest.meanDistance()).isZero();
  }

  @Test
  void ofSeveralAsNearTheFirstIsTaken() {
    assertThat(NearestNeighbours.of(Points.of(1, 5), Points.of(1, 7, 3, 3)).index(0)).isZero();
  }

  @Test
  void otherShapesAreRefused() {
    ByteImages wide = ByteImages.of(ImageShape.gray(1, 2), new byte[2]);
    ByteImages high = ByteImages.of(ImageShape.gray(2, 1), new byte[2]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NearestNeighbours.of(wide, high))
        .withMessageContaining("samples of 1x1x2 cannot be compared with training images of 1x2x1");
  }
}
