package org.gan4j.draw;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.gan4j.NativeArrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Points between two latents. {@link #walk} makes whole walks of them. */
public final class Interpolation {
  /** Of the sine of the angle; below it, dividing by the sine loses half of a double's digits. */
  private static final double STRAIGHT = 1e-6;

  private Interpolation() {}

  /**
   * {@return a point on the great circle from one latent vector to another (White 2016, "Sampling
   * Generative Networks", arXiv:1609.04468), a new array of the same shape and type}
   *
   * <p>Latents of many dimensions all lie near the surface of a sphere. A straight line would lead
   * through its inside, where the generator was never trained; the arc stays on it. With the angle
   * {@code w} between the vectors, the point is {@code sin((1 - t) w) / sin(w) * from + sin(t w) /
   * sin(w) * to}. Where there is no one arc, between vectors that are parallel or opposite to a
   * millionth, or when one is 0, it is on the straight line.
   *
   * @param from the vector at {@code t = 0}, of any shape
   * @param to the vector at {@code t = 1}, of the same shape
   * @param t how far to go, from 0 to 1
   * @throws IllegalArgumentException if the shapes differ, or {@code t} is outside [0, 1]
   */
  public static INDArray spherical(INDArray from, INDArray to, double t) {
    checkArgument(t >= 0 && t <= 1, "a point between two latents is at 0 to 1, not at %s", t);
    checkArgument(
        Arrays.equals(from.shape(), to.shape()),
        "latents of the shapes %s and %s have no points between them: use two of one size",
        Arrays.toString(from.shape()),
        Arrays.toString(to.shape()));
    double[] point = spherical(NativeArrays.values(from), NativeArrays.values(to), t);
    return Nd4j.create(point, from.shape(), from.dataType());
  }

  /**
   * {@return a walk over latents of a distribution, {@code [(stops - 1) * (frames - 1) + 1, size]},
   * a new array: from the first stop to the second, from there to the third, and so on, in steps of
   * equal angle on {@linkplain #spherical great circles} around the mean of the distribution.
   * Uniform latents that the arc takes out of their range are set to its bound}
   *
   * @param kind the distribution
   * @param stops {@code [stops, size]}, at least 2
   * @param frames latents from one stop to the next, both included, at least 2
   * @throws IllegalArgumentException if there are fewer stops or frames
   */
  public static INDArray walk(Latents kind, INDArray stops, int frames) {
    return new LatentWalk(kind.min(), kind.mean(), kind.max()).over(stops, frames);
  }

  /**
   * {@return as {@link #walk(Latents, INDArray, int)}, over latents of any kind: noise on great
   * circles, classes and codes on straight lines}
   *
   * @param space what the latents are
   * @param stops {@code [stops, size]}, at least 2
   * @param frames latents from one stop to the next, both included, at least 2
   * @throws IllegalArgumentException if there are fewer stops or frames
   */
  public static INDArray walk(LatentSpace space, INDArray stops, int frames) {
    if (space.size() == space.noise()) {
      return walk(space.kind(), stops, frames);
    }
    try (INDArray noise = columns(stops, 0, space.noise());
        INDArray asked = columns(stops, space.noise(), space.size());
        INDArray around = walk(space.kind(), noise, frames);
        INDArray straight = straight(asked, frames)) {
      return Nd4j.concat(1, around, straight);
    }
  }

  private static INDArray columns(INDArray rows, int from, int to) {
    return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup('c');
  }

  private static INDArray straight(INDArray stops, int frames) {
    int legs = (int) stops.size(0) - 1;
    double[][] points = new double[legs * (frames - 1) + 1][];
    for (int i = 0; i < points.length; i++) {
      int leg = Math.min(i / (frames - 1), legs - 1);
      double t = (i - leg * (frames - 1)) / (frames - 1.0);
      points[i] =
          sum(
              1 - t,
              NativeArrays.values(stops.getRow(leg)),
              t,
              NativeArrays.values(stops.getRow(leg + 1)));
    }
    return Nd4j.create(points).castTo(stops.dataType());
  }

  static double[] spherical(double[] from, double[] to, double t) {
    double cosine = dot(from, to) / Math.sqrt(dot(from, from) * dot(to, to));
    double angle = Math.acos(Math.max(-1, Math.min(1, cosine))); // NaN if one is 0
    double sine = Math.sin(angle);
    return sine >= STRAIGHT
        ? sum(Math.sin((1 - t) * angle) / sine, from, Math.sin(t * angle) / sine, to)
        : sum(1 - t, from, t, to);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] sum(double weightA, double[] a, double weightB, double[] b) {
    double[] sum = new double[a.length];
    Arrays.setAll(sum, i -> weightA * a[i] + weightB * b[i]);
    return sum;
  }
}
