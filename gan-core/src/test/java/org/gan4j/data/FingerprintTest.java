package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import org.gan4j.ImageShape;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static byte[] pixels() {
    byte[] pixels = new byte[3 * 4];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 20);
    }
    return pixels;
  }

  private static ImageSet images(byte[] pixels) {
    return ByteImages.of(ImageShape.gray(2, 2), pixels);
  }

  @Test
  void itIsTheCountTheShapeAndTheHashOfThePixels() {
    assertThat(Fingerprint.of(images(pixels())))
        .isEqualTo(
            new Fingerprint(
                3, ImageShape.gray(2, 2), Hashing.sha256().hashBytes(pixels()).toString()));
  }

  @Test
  void everyPixelOfASmallSetCounts() {
    Fingerprint fingerprint = Fingerprint.of(images(pixels()));
    for (int i = 0; i < 12; i++) {
      byte[] changed = pixels();
      changed[i]++;
      assertThat(Fingerprint.of(images(changed))).isNotEqualTo(fingerprint);
    }
  }

  @Test
  void ofALargeSetSomeAreRead() {
    byte[] pixels = new byte[40_000 * 4];
    Fingerprint fingerprint = Fingerprint.of(images(pixels));
    pixels[5 * 4]++; // every fourth image is read
    assertThat(Fingerprint.of(images(pixels))).isEqualTo(fingerprint);
    pixels[4 * 4]++;
    assertThat(Fingerprint.of(images(pixels))).isNotEqualTo(fingerprint);
  }
}
