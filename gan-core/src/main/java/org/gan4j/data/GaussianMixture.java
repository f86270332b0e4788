package org.gan4j.data;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Points of the plane from a mixture of round normal distributions of equal weight, the standard
 * test of whether a generator covers all modes: where they are is known, so is how well they are
 * hit. Ring and grid are those of Srivastava, Valkov, Russell, Gutmann and Sutton, "VEEGAN:
 * Reducing mode collapse in GANs using implicit variational learning", 2017, which Lin, Khetan,
 * Fanti and Oh, "PacGAN: The power of two samples in generative adversarial networks", 2018,
 * repeat.
 */
public final class GaussianMixture {
  private static final double RING_RADIUS = 2;
  private static final double RING_DEVIATION = 0.02;
  private static final double GRID_STEP = 2;
  private static final double GRID_DEVIATION = 0.05;

  private final float[] centres;
  private final double deviation;

  private GaussianMixture(float[] centres, double deviation) {
    this.centres = centres;
    this.deviation = deviation;
  }

  /**
   * {@return modes on a circle of radius 2 around the origin, at equal angles, the first at (2, 0),
   * with a standard deviation of 0.02}
   *
   * @param modes how many, 8 in the papers; at least 1
   * @throws IllegalArgumentException if there is none
   */
  public static GaussianMixture ring(int modes) {
    checkArgument(modes >= 1, "a ring has at least 1 mode, not %s", modes);
    float[] centres = new float[2 * modes];
    for (int i = 0; i < modes; i++) {
      double angle = 2 * Math.PI * i / modes;
      centres[2 * i] = (float) (RING_RADIUS * Math.cos(angle));
      centres[2 * i + 1] = (float) (RING_RADIUS * Math.sin(angle));
    }
    return new GaussianMixture(centres, RING_DEVIATION);
  }

  /**
   * {@return modes on a square grid around the origin, 2 apart, with a standard deviation of 0.05;
   * 5 a side are the 25 of the papers, from -4 to 4}
   *
   * @param side modes in a row and in a column, at least 1
   * @throws IllegalArgumentException if there is none
   */
  public static GaussianMixture grid(int side) {
    checkArgument(side >= 1, "a grid has at least 1 mode a side, not %s", side);
    float[] centres = new float[2 * Math.multiplyExact(side, side)];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int mode = row * side + column;
        centres[2 * mode] = onGrid(column, side);
        centres[2 * mode + 1] = onGrid(row, side);
      }
    }
    return new GaussianMixture(centres, GRID_DEVIATION);
  }

  private static float onGrid(int place, int side) {
    return (float) (GRID_STEP * (place - (side - 1) / 2.0));
  }

  /**
   * {@return modes of one's own}
   *
   * @param deviation the standard deviation of each mode in each dimension, above 0
   * @param centres x and y of the first mode, of the second, and so on; finite
   * @throws IllegalArgumentException if there is no mode, half a one, or a number is out of range
   */
  public static GaussianMixture of(double deviation, float... centres) {
    checkArgument(
        deviation > 0 && Double.isFinite(deviation),
        "modes have a standard deviation above 0, not %s",
        deviation);
    checkArgument(
        centres.length > 0 && centres.length % 2 == 0,
        "%s values are no points of the plane: two are expected for each mode",
        centres.length);
    for (float value : centres) {
      checkArgument(Float.isFinite(value), "modes lie at finite numbers, not at %s", value);
    }
    return new GaussianMixture(centres.clone(), deviation);
  }

  /** {@return x and y of the mean of the first mode, of the second, and so on, a new array} */
  public float[] centres() {
    return centres.clone();
  }

  /** {@return how many modes there are} */
  public int modes() {
    return centres.length / 2;
  }

  /** {@return the standard deviation of each mode in each dimension} */
  public double deviation() {
    return deviation;
  }

  /**
   * {@return an endless stream of points, {@code [count, 2]}, to train on or to compare with. The
   * n-th point is a function of the seed and of n alone, so a run that is continued from a
   * checkpoint goes on in it. It is for one thread at a time}
   *
   * @param seed of the stream; the same seed gives the same points
   */
  public BatchSource points(long seed) {
    return new MixturePoints(this, seed);
  }
}
