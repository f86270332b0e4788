package org.gan4j.engine.check;

/** Vectors in, vectors out; the biases lie behind the weights. */
final class DenseTaps {
  private DenseTaps() {}

  /** A dense layer: weights {@code [in, out]} column by column. */
  static Bilinear of(int batch, int in, int out) {
    return new Bilinear(
        batch * out,
        tap -> {
          for (int output = 0; output < batch * out; output++) {
            int n = output / out;
            int o = output % out;
            tap.at(output, Bilinear.ONE, in * out + o);
            for (int i = 0; i < in; i++) {
              tap.at(output, n * in + i, o * in + i);
            }
          }
        });
  }
}
