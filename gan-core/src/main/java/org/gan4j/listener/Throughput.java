package org.gan4j.listener;

/** Images per second between two looks at a counter. */
public final class Throughput {
  private long images;
  private long time = System.nanoTime();

  /**
   * Begins to measure now.
   *
   * @param imagesSeen how many images have been seen before
   */
  public Throughput(long imagesSeen) {
    this.images = imagesSeen;
  }

  /**
   * {@return images per second since the last call, or since the making of this object; 0 if there
   * are fewer than then}
   *
   * @param imagesSeen how many images have been seen in all
   */
  public double perSecond(long imagesSeen) {
    long now = System.nanoTime();
    double rate = Math.max(0, imagesSeen - images) * 1e9 / Math.max(1, now - time);
    images = imagesSeen;
    time = now;
    return Math.round(rate * 10) / 10.0;
  }
}
