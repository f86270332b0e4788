package org.gan4j.data.digits;

import static org.gan4j.data.digits.RandomWaves.bell;

import java.util.SplittableRandom;

/**
 * A person's hand at one moment: it writes a skeleton slanted, turned, stretched and bent, with a
 * pen of some thickness, so that no two drawings are alike.
 */
final class Handwriting {
  private final SplittableRandom random;
  private final double slant;
  private final double cos;
  private final double sin;
  private final double width;
  private final double radius;
  private final RandomWaves bendX;
  private final RandomWaves bendY;
  private final RandomWaves pressure;

  Handwriting(SplittableRandom random) {
    this.random = random;
    slant = 0.16 + 0.22 * bell(random);
    double turn = 0.08 * bell(random);
    cos = Math.cos(turn);
    sin = Math.sin(turn);
    width = 0.96 * Math.exp(0.17 * bell(random));
    radius = Math.max(0.8, 1.3 + 0.3 * bell(random));
    bendX = new RandomWaves(0.055, random);
    bendY = new RandomWaves(0.045, random);
    pressure = new RandomWaves(0.12, random);
  }

  /**
   * {@return strokes for a square sheet, each a chain of dots {@code x, y, radius, ...} in pixels}
   *
   * @param skeleton strokes {@code x0, y0, x1, y1, ...} in the unit box
   * @param size pixels of one side of the sheet
   */
  float[][] write(float[][] skeleton, int size) {
    float[][] strokes = new float[skeleton.length][];
    for (int i = 0; i < strokes.length; i++) {
      strokes[i] = CatmullRom.through(bend(skeleton[i]));
    }
    // As in MNIST: a box of 20 of 28 pixels, its centre of mass in the middle.
    double box = size * (20 + 0.3 * bell(random)) / 28;
    double x = size / 2.0 + 0.35 * bell(random);
    double y = size / 2.0 + 0.35 * bell(random);
    new StrokePlacement(strokes).place(strokes, box, x, y, size);
    return strokes;
  }

  private float[] bend(float[] points) {
    float[] dots = new float[points.length / 2 * 3];
    for (int i = 0; i < points.length / 2; i++) {
      dot(points[2 * i], points[2 * i + 1], dots, 3 * i);
    }
    miss(dots, 0);
    miss(dots, dots.length - 3);
    return dots;
  }

  /** Where the hand puts one point of a skeleton, and how hard it presses there. */
  private void dot(float px, float py, float[] dots, int at) {
    double y = py - 0.5 + bendY.at(px, py);
    double x = (px - 0.5 + bendX.at(px, py)) * width - slant * y;
    dots[at] = (float) (cos * x - sin * y);
    dots[at + 1] = (float) (sin * x + cos * y);
    double press = Math.max(-0.35, Math.min(0.35, pressure.at(px, py)));
    dots[at + 2] = (float) (radius * (1 + press));
  }

  /** Strokes start and end a little off: loops stay open, bars cross what they should touch. */
  private void miss(float[] dots, int at) {
    dots[at] += (float) (0.025 * bell(random));
    dots[at + 1] += (float) (0.025 * bell(random));
  }
}
