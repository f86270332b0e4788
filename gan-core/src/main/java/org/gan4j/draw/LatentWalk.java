package org.gan4j.draw;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Doubles;
import java.util.Arrays;
import org.gan4j.NativeArrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Walks from latents to latents on great circles.
 *
 * @param min least value of the distribution
 * @param mean of the distribution, around which the circles lie
 * @param max greatest value of the distribution
 */
record LatentWalk(double min, double mean, double max) {

  INDArray over(INDArray stops, int frames) {
    checkArgument(
        stops.rank() == 2 && stops.size(0) >= 2,
        "a walk goes over at least two latents, [stops, size], not over an array of shape %s",
        Arrays.toString(stops.shape()));
    checkArgument(frames >= 2, "a walk has at least two frames, not %s", frames);
    double[][] ends = new double[(int) stops.size(0)][];
    Arrays.setAll(ends, i -> around(stops, i));
    double[][] points = new double[Math.multiplyExact(ends.length - 1, frames - 1) + 1][];
    Arrays.setAll(points, i -> point(ends, i, frames - 1));
    long[] shape = {points.length, stops.size(1)};
    return Nd4j.create(Doubles.concat(points), shape, stops.dataType());
  }

  private double[] around(INDArray stops, int stop) {
    double[] values = NativeArrays.values(stops.getRow(stop));
    Arrays.setAll(values, i -> values[i] - mean);
    return values;
  }

  private double[] point(double[][] ends, int frame, int steps) {
    int leg = Math.min(frame / steps, ends.length - 2); // the last frame ends the last leg
    double t = (frame - leg * steps) / (double) steps;
    double[] point = Interpolation.spherical(ends[leg], ends[leg + 1], t);
    Arrays.setAll(point, i -> Math.max(min, Math.min(max, point[i] + mean)));
    return point;
  }
}
