package org.gan4j.engine.check;

import static org.gan4j.engine.check.Bilinear.ONE;

import org.gan4j.engine.check.Bilinear.Tap;

/**
 * Images in, images of "same" size out, and a square kernel between; biases lie before the kernels.
 *
 * @param batch how many
 * @param in their channels
 * @param height their height
 * @param width their width
 * @param out channels that come out
 * @param kernel height and width of the kernel
 */
record Geometry(int batch, int in, int height, int width, int out, int kernel) {
  /** A convolution with a stride, of images that are enlarged before by repeating pixels. */
  Bilinear convolution(int stride, int enlarged) {
    int rows = height * enlarged;
    int columns = width * enlarged;
    int size = fewer(rows, stride) * fewer(columns, stride);
    return new Bilinear(
        batch * out * size,
        tap -> {
          biases(size, tap);
          pairs(
              (n, i, o) ->
                  cells(
                      rows,
                      columns,
                      stride,
                      (small, y, x, k) ->
                          tap.at(
                              (n * out + o) * size + small,
                              ((n * in + i) * height + y / enlarged) * width + x / enlarged,
                              out + (o * in + i) * kernel * kernel + k)));
        });
  }

  /** A transposed convolution: every pixel is spread over the kernel's cells. */
  Bilinear transposed(int stride) {
    int rows = height * stride;
    int columns = width * stride;
    return new Bilinear(
        batch * out * rows * columns,
        tap -> {
          biases(rows * columns, tap);
          pairs(
              (n, i, o) ->
                  cells(
                      rows,
                      columns,
                      stride,
                      (small, y, x, k) ->
                          tap.at(
                              ((n * out + o) * rows + y) * columns + x,
                              (n * in + i) * height * width + small,
                              out + (i * out + o) * kernel * kernel + k)));
        });
  }

  private interface Pair {
    void at(int example, int in, int out);
  }

  private interface Cell {
    void at(int small, int y, int x, int kernelCell);
  }

  private void biases(int size, Tap tap) {
    for (int output = 0; output < batch * out * size; output++) {
      tap.at(output, ONE, output / size % out);
    }
  }

  private void pairs(Pair pair) {
    for (int n = 0; n < batch; n++) {
      for (int i = 0; i < in; i++) {
        for (int o = 0; o < out; o++) {
          pair.at(n, i, o);
        }
      }
    }
  }

  /** Tells which pixel of a smaller plane meets which of a larger one at which kernel's cell. */
  private void cells(int rows, int columns, int stride, Cell cell) {
    int fewRows = fewer(rows, stride);
    int fewColumns = fewer(columns, stride);
    int top = Math.max(0, (fewRows - 1) * stride + kernel - rows) / 2;
    int left = Math.max(0, (fewColumns - 1) * stride + kernel - columns) / 2;
    for (int small = 0; small < fewRows * fewColumns; small++) {
      for (int k = 0; k < kernel * kernel; k++) {
        int y = small / fewColumns * stride - top + k / kernel;
        int x = small % fewColumns * stride - left + k % kernel;
        if (y >= 0 && y < rows && x >= 0 && x < columns) {
          cell.at(small, y, x, k);
        }
      }
    }
  }

  private static int fewer(int size, int stride) {
    return (size + stride - 1) / stride;
  }
}
