package org.gan4j.data.digits;

/** Where strokes lie: the box around the pen's path, its centre of mass, the thickest dot. */
final class StrokePlacement {
  private float left = Float.MAX_VALUE;
  private float right = -Float.MAX_VALUE;
  private float top = Float.MAX_VALUE;
  private float bottom = -Float.MAX_VALUE;
  private float thickest;
  private double mass;
  private double massX;
  private double massY;

  StrokePlacement(float[][] strokes) {
    for (float[] dots : strokes) {
      for (int i = 0; i < dots.length; i += 3) {
        left = Math.min(left, dots[i]);
        right = Math.max(right, dots[i]);
        top = Math.min(top, dots[i + 1]);
        bottom = Math.max(bottom, dots[i + 1]);
        thickest = Math.max(thickest, dots[i + 2]);
      }
      weigh(dots);
    }
  }

  private void weigh(float[] dots) {
    for (int i = 3; i < dots.length; i += 3) {
      double dx = dots[i] - dots[i - 3];
      double dy = dots[i + 1] - dots[i - 2];
      double weight = Math.sqrt(dx * dx + dy * dy) * (dots[i + 2] + dots[i - 1]);
      massX += weight * (dots[i] + dots[i - 3]) / 2;
      massY += weight * (dots[i + 1] + dots[i - 2]) / 2;
      mass += weight;
    }
  }

  /**
   * Scales the strokes so that their ink's longer side is {@code box} pixels, keeping proportions,
   * and moves their centre of mass to x, y, or as near to it as keeps the ink off the border.
   *
   * @param strokes those that the frame was made of
   * @param size pixels of one side of the sheet
   */
  void place(float[][] strokes, double box, double x, double y, int size) {
    double scale = (box - 2 * thickest) / Math.max(right - left, bottom - top);
    double shiftX = shift(x - massX / mass * scale, left * scale, right * scale, size);
    double shiftY = shift(y - massY / mass * scale, top * scale, bottom * scale, size);
    for (float[] dots : strokes) {
      for (int i = 0; i < dots.length; i += 3) {
        dots[i] = (float) (dots[i] * scale + shiftX);
        dots[i + 1] = (float) (dots[i + 1] * scale + shiftY);
      }
    }
  }

  private double shift(double wanted, double low, double high, int size) {
    double margin = 1 + thickest + StrokeRaster.EDGE;
    return Math.max(margin - low, Math.min(size - margin - high, wanted));
  }
}
