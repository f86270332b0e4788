package org.gan4j.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSource;
import org.gan4j.NativeArrays;
import org.gan4j.ValueRange;
import org.gan4j.data.ImageSet;
import org.gan4j.image.ImageGrid;
import org.gan4j.metrics.Calibration;
import org.gan4j.metrics.ImageStream;
import org.gan4j.metrics.NearestNeighbours;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Generated images, each with the training image right of it that is nearest to it pixel by pixel:
 * whoever sees twins sees a generator that copies.
 *
 * @param data the training images, all of which are searched, and others to compare with
 */
record NearestPicture(EvaluationData data) {
  private static final int SAMPLES = 32;
  private static final int PAIRS_IN_A_ROW = 4;
  private static final ValueRange RANGE = ValueRange.UNIT;

  /** Writes the picture and returns what it shows, in words. */
  String write(Generator generator, LatentSource latents, Path png) {
    ImageSet samples = new Drawn(ImageStream.of(generator, latents, SAMPLES));
    NearestNeighbours nearest = NearestNeighbours.of(samples, data.all());
    try (INDArray pairs = pairs(samples, nearest)) {
      ImageGrid.of(RANGE).columns(2 * PAIRS_IN_A_ROW).scale(2).write(pairs, png);
    }
    return String.format(
        Locale.ROOT,
        "nearest training images of %d samples, right of each: %s (mean distance %.0f%s)",
        SAMPLES,
        png,
        nearest.meanDistance(),
        data.unseen().map(this::distanceOf).orElse(""));
  }

  /** What to compare with: how far from them an image is that cannot be a copy. */
  private String distanceOf(ImageSet unseen) {
    double mean =
        NearestNeighbours.of(Calibration.some(unseen, SAMPLES, 1), data.all()).meanDistance();
    return String.format(
        Locale.ROOT, "; that of real images which were not trained on: %.0f", mean);
  }

  private INDArray pairs(ImageSet samples, NearestNeighbours nearest) {
    ImageShape shape = samples.shape();
    byte[] pixels = new byte[2 * SAMPLES * shape.size()];
    for (int i = 0; i < SAMPLES; i++) {
      samples.read(i, pixels, 2 * i * shape.size());
      data.all().read(nearest.index(i), pixels, (2 * i + 1) * shape.size());
    }
    float[] table = RANGE.table();
    float[] values = new float[pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = table[Byte.toUnsignedInt(pixels[i])];
    }
    return NativeArrays.of(values, shape.batch(2L * SAMPLES));
  }

  /** Images that were drawn, in memory. */
  private static final class Drawn implements ImageSet {
    private final ImageShape shape;
    private final byte[] pixels;

    Drawn(ImageStream images) {
      this.shape = images.shape();
      this.pixels = images.next(images.size());
    }

    @Override
    public ImageShape shape() {
      return shape;
    }

    @Override
    public int size() {
      return pixels.length / shape.size();
    }

    @Override
    public void read(int index, byte[] target, int offset) {
      System.arraycopy(pixels, index * shape.size(), target, offset, shape.size());
    }
  }
}
