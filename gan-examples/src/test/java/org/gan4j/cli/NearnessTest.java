package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.gan4j.ImageShape;
import org.gan4j.data.ByteImages;
import org.junit.jupiter.api.Test;

class NearnessTest {
  @Test
  void copiesAndStrangersAreWarnedOf() {
    assertThat(new Nearness(4, OptionalDouble.of(10)).warning().orElseThrow()).contains("copies");
    assertThat(new Nearness(21, OptionalDouble.of(10)).warning().orElseThrow()).contains("farther");
    assertThat(new Nearness(12, OptionalDouble.of(10)).warning()).isEmpty();
    assertThat(new Nearness(12, OptionalDouble.empty()).warning().orElseThrow())
        .contains("one real image");
  }

  /** Real images of one value each: the nearest of a half is known whichever half that is. */
  @Test
  void nearnessIsTheMeanDistanceToTheNearestRealImage() {
    ImageShape point = ImageShape.gray(1, 1);
    ByteImages same = ByteImages.of(point, new byte[] {10, 10, 10, 10});
    ByteImages made = ByteImages.of(point, new byte[] {10, 14});
    Nearness nearness = Nearness.of(made, same);
    assertThat(nearness.generated()).isEqualTo(2);
    assertThat(nearness.real()).hasValue(0);
  }

  /** Of two real images either is compared with the other, whichever is in which half. */
  @Test
  void bothKindsAreComparedWithTheSameHalf() {
    ImageShape point = ImageShape.gray(1, 1);
    ByteImages two = ByteImages.of(point, new byte[] {0, 100});
    Nearness nearness = Nearness.of(two, two);
    assertThat(nearness.generated()).isEqualTo(50);
    assertThat(nearness.real()).hasValue(100);
  }
}
