package org.gan4j.engine.plan;

/**
 * A kernel or pooling window that moves over an image.
 *
 * @param height along the height
 * @param width along the width
 */
public record Window(Axis height, Axis width) {
  /**
   * One axis of a window.
   *
   * @param size pixels, at least 1
   * @param stride pixels from one place to the next, at least 1
   * @param dilation distance between the pixels that it looks at, at least 1
   * @param padding pixels added on both sides, at least 0; not used with {@code same}
   * @param same whether there are as many places as pixels, divided by the stride and rounded up,
   *     with padding as that needs it and the odd pixel of it at the end
   */
  public record Axis(int size, int stride, int dilation, int padding, boolean same) {
    private int reach() {
      return (size - 1) * dilation + 1;
    }

    /**
     * {@return in how many places the window stands over {@code pixels}}
     *
     * @param pixels of the image
     */
    public int places(int pixels) {
      return same
          ? (pixels + stride - 1) / stride
          : Math.floorDiv(pixels + 2 * padding - reach(), stride) + 1;
    }

    /**
     * {@return pixels added before the first of {@code pixels}}
     *
     * @param pixels of the image
     */
    public int before(int pixels) {
      return same ? added(pixels) / 2 : padding;
    }

    /**
     * {@return pixels added after the last of {@code pixels}, as far as a window looks at them}
     *
     * @param pixels of the image
     */
    public int after(int pixels) {
      return Math.max(0, (places(pixels) - 1) * stride + reach() - pixels - before(pixels));
    }

    private int added(int pixels) {
      return Math.max(0, (places(pixels) - 1) * stride + reach() - pixels);
    }

    /**
     * {@return the pixels that a transposed window makes}
     *
     * @param places of the input
     */
    public int pixels(int places) {
      return same ? places * stride : (places - 1) * stride + reach() - 2 * padding;
    }
  }

  /** {@return whether it looks at pixels side by side} */
  public boolean undilated() {
    return height.dilation == 1 && width.dilation == 1;
  }
}
