package org.gan4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.util.Objects;
import org.gan4j.ImageShape;

/**
 * By what data are known again, for example when a run goes on.
 *
 * @param count how many images there are
 * @param shape of every image
 * @param checksum of the pixels, SHA-256 in hexadecimal digits: of all images, or of {@value #MOST}
 *     spread evenly over the set where there are more
 */
public record Fingerprint(int count, ImageShape shape, String checksum) {
  /** Read in a fraction of a second; who exchanges the data exchanges some of these. */
  private static final int MOST = 10_000;

  /**
   * Checks that nothing is missing.
   *
   * @param count at least 1
   * @param shape of every image
   * @param checksum of the pixels
   * @throws IllegalArgumentException if the count is below 1
   */
  public Fingerprint {
    checkArgument(count >= 1, "data have at least one image, not %s", count);
    Objects.requireNonNull(shape);
    Objects.requireNonNull(checksum);
  }

  /**
   * {@return the fingerprint of a set}
   *
   * @param images that are read
   */
  public static Fingerprint of(ImageSet images) {
    Hasher hasher = Hashing.sha256().newHasher();
    byte[] pixels = new byte[images.shape().size()];
    int read = Math.min(images.size(), MOST);
    for (int i = 0; i < read; i++) {
      images.read((int) ((long) i * images.size() / read), pixels, 0);
      hasher.putBytes(pixels);
    }
    return new Fingerprint(images.size(), images.shape(), hasher.hash().toString());
  }
}
