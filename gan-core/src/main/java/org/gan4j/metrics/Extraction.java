package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Optional;
import org.gan4j.NativeArrays;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads a stream of images once, batch by batch, and keeps their features. */
final class Extraction {
  private static final int BATCH = 256; // bounds the memory of the extractor's layers

  private final FeatureExtractor extractor;
  private final ImageStream images;
  private final float[] table;
  private float[] values = {};
  private int filled;
  private Optional<ClassifierScore> score = Optional.empty();
  private Optional<ClassHistogram> classes = Optional.empty();
  private final ImmutableIntArray.Builder mostLikely = ImmutableIntArray.builder();

  Extraction(FeatureExtractor extractor, ImageStream images) {
    checkArgument(
        extractor.shape().equals(images.shape()),
        "the extractor '%s' takes images of %s, and these are of %s: bring them to that size",
        extractor.name(),
        extractor.shape(),
        images.shape());
    ValueRange range = extractor.range();
    this.extractor = extractor;
    this.images = images;
    this.table = range.table();
  }

  ImageFeatures run() {
    for (int left = images.size(); left > 0; left -= BATCH) {
      int count = Math.min(BATCH, left);
      try (INDArray batch = array(images.next(count), count);
          Features features = extractor.extract(batch)) {
        addValues(features.values());
        features.probabilities().ifPresent(this::addProbabilities);
      }
    }
    Points points = Points.of(values.length / images.size(), values);
    return new ImageFeatures(
        extractor.name(),
        extractor.version(),
        points,
        GaussianStatistics.of(points),
        score,
        classes,
        mostLikely.build());
  }

  private INDArray array(byte[] pixels, int count) {
    float[] batch = new float[pixels.length];
    for (int i = 0; i < batch.length; i++) {
      batch[i] = table[Byte.toUnsignedInt(pixels[i])];
    }
    return NativeArrays.of(batch, images.shape().batch(count));
  }

  private void addValues(INDArray features) {
    if (filled == 0) {
      values = new float[Math.toIntExact(features.size(1) * images.size())];
    }
    for (double value : NativeArrays.values(features)) {
      values[filled++] = (float) value;
    }
  }

  private void addProbabilities(INDArray probabilities) {
    int count = (int) probabilities.size(1);
    if (score.isEmpty()) {
      score = Optional.of(new ClassifierScore(count));
      classes = Optional.of(new ClassHistogram(count));
    }
    double[] all = NativeArrays.values(probabilities);
    score.orElseThrow().add(all);
    for (int from = 0; from < all.length; from += count) {
      int best = mostLikely(all, from, count);
      classes.orElseThrow().add(best);
      mostLikely.add(best);
    }
  }

  private static int mostLikely(double[] probabilities, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      best = probabilities[from + i] > probabilities[from + best] ? i : best;
    }
    return best;
  }
}
