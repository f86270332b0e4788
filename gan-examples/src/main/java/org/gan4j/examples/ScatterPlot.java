package org.gan4j.examples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Points of the plane as a picture, several clouds side by side, all at the scale of the first. */
final class ScatterPlot {
  private static final int SIDE = 360; // of a cloud, in pixels
  private static final double DOT = 3;
  private static final double ROOM = 1.25;

  private ScatterPlot() {}

  /** Draws clouds of points {@code [n, 2]} around the origin. */
  static void write(Path png, INDArray... clouds) {
    double bound = ROOM * clouds[0].amaxNumber().doubleValue();
    BufferedImage picture =
        new BufferedImage(SIDE * clouds.length, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    for (int i = 0; i < clouds.length; i++) {
      draw(
          clouds[i].toDoubleMatrix(), bound, (Graphics2D) graphics.create(i * SIDE, 0, SIDE, SIDE));
    }
    graphics.dispose();
    try {
      ImageIO.write(picture, "png", png.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void draw(double[][] points, double bound, Graphics2D panel) {
    panel.setColor(Color.WHITE);
    panel.fillRect(0, 0, SIDE - 1, SIDE);
    panel.setColor(new Color(0x66, 0x33, 0x99, 0x60));
    for (double[] point : points) {
      double x = (1 + point[0] / bound) * SIDE / 2;
      double y = (1 - point[1] / bound) * SIDE / 2;
      panel.fill(new Ellipse2D.Double(x - DOT / 2, y - DOT / 2, DOT, DOT));
    }
    panel.dispose();
  }
}
