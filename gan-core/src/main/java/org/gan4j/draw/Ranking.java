package org.gan4j.draw;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.gan4j.NativeArrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Remembers the best of a known number of samples, and the scores of all. */
final class Ranking {
  private static final Comparator<Candidate> WORST_FIRST =
      Comparator.comparingDouble(Candidate::score)
          .thenComparing(Candidate::index, Comparator.reverseOrder());

  private record Candidate(double score, int index, ImmutableDoubleArray latents) {}

  private final PriorityQueue<Candidate> best = new PriorityQueue<>(WORST_FIRST);
  private final int count;
  private final double[] scores;
  private int seen;
  private DataType type = NativeArrays.sampleType(); // until latents come

  Ranking(int count, int total) {
    this.count = count;
    this.scores = new double[total];
  }

  int total() {
    return scores.length;
  }

  /** Adds latents {@code [n, size]} and the scores of their images. */
  void add(INDArray latents, double... added) {
    type = latents.dataType();
    for (int i = 0; i < added.length; i++) {
      double score = comparable(added[i]);
      if (best.size() < count || score > best.element().score()) {
        keep(new Candidate(score, seen, row(latents, i)));
      }
      scores[seen++] = score;
    }
  }

  /** Java sorts NaN above all numbers, and -0 below 0. */
  private static double comparable(double score) {
    return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score + 0.0;
  }

  private static ImmutableDoubleArray row(INDArray latents, int row) {
    return ImmutableDoubleArray.copyOf(NativeArrays.values(latents.getRow(row)));
  }

  private void keep(Candidate candidate) {
    best.add(candidate);
    if (best.size() > count) {
      best.remove();
    }
  }

  /** Returns the best, and forgets them. */
  BestSamples result() {
    double[] highest = new double[best.size()];
    INDArray latents = Nd4j.create(type, highest.length, best.element().latents().length());
    for (int row = highest.length - 1; row >= 0; row--) {
      Candidate worst = best.remove(); // so that its memory can be freed
      highest[row] = worst.score();
      put(worst.latents(), latents, row);
    }
    return new BestSamples(latents, ImmutableDoubleArray.copyOf(highest), total(), median());
  }

  /** Writes the values of a row. */
  static void put(ImmutableDoubleArray values, INDArray rows, long row) {
    for (int i = 0; i < values.length(); i++) {
      rows.data().put(row * values.length() + i, values.get(i));
    }
  }

  private double median() {
    Arrays.sort(scores);
    int half = scores.length / 2;
    return scores.length % 2 == 1 ? scores[half] : (scores[half - 1] + scores[half]) / 2;
  }
}
