package org.gan4j;

import com.google.common.primitives.Doubles;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
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
  private DataType type = Nd4j.defaultFloatingPointType(); // until latents come

  Ranking(int count, int total) {
    this.count = count;
    this.scores = new double[total];
  }

  int total() {
    return scores.length;
  }

  /** Adds latents {@code [n, size]} and the scores {@code [n, 1]} of their images. */
  void add(INDArray latents, INDArray raw) {
    type = latents.dataType();
    double[] added = Interpolation.values(raw);
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
    return ImmutableDoubleArray.copyOf(Interpolation.values(latents.getRow(row)));
  }

  private void keep(Candidate candidate) {
    best.add(candidate);
    if (best.size() > count) {
      best.remove();
    }
  }

  BestSamples result() {
    List<Candidate> ranked = best.stream().sorted(WORST_FIRST.reversed()).toList();
    double[][] rows = ranked.stream().map(c -> c.latents().toArray()).toArray(double[][]::new);
    long[] shape = {rows.length, rows[0].length};
    double[] highest = ranked.stream().mapToDouble(Candidate::score).toArray();
    return new BestSamples(
        Nd4j.create(Doubles.concat(rows), shape, type),
        ImmutableDoubleArray.copyOf(highest),
        total(),
        median());
  }

  private double median() {
    Arrays.sort(scores);
    int half = scores.length / 2;
    return scores.length % 2 == 1 ? scores[half] : (scores[half - 1] + scores[half]) / 2;
  }
}
