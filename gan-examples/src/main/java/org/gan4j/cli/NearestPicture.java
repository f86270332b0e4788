package org.gan4j.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSource;
import org.gan4j.ValueRange;
import org.gan4j.data.Batching;
import org.gan4j.data.ByteImages;
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
    ImageStream drawn = ImageStream.of(generator, latents, SAMPLES);
    ImageSet samples = ByteImages.of(drawn.shape(), drawn.next(SAMPLES));
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
    return Batching.IN_ORDER.over(ByteImages.of(shape, pixels), 0).next(2 * SAMPLES, RANGE);
  }
}
