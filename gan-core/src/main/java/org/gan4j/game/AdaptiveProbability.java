package org.gan4j.game;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.gan4j.NativeArrays;
import org.gan4j.train.Stateful;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The probability of an alteration as Karras et al. 2020, arXiv:2006.06676, steer it: over four
 * batches of real images, r is the mean of the signs of their scores, 1 if the discriminator takes
 * all of them for real. Where r is above 0.6 it learns them by heart and the probability grows, and
 * below it falls, by the share that the four batches are of the images that take it from 0 to 1. It
 * stays at 0.8 and below, since what is altered nearly always is learnt by the generator.
 */
final class AdaptiveProbability implements Stateful {
  private static final double TARGET = 0.6;
  private static final double MOST = 0.8;
  private static final int BATCHES = 4;

  private final double boundary;
  private final long adaptation;
  private double value;
  private double signs; // of the batches since the last change
  private long scores;
  private long images;
  private int batches;

  /**
   * Begins at 0.
   *
   * @param boundary the score between real and generated
   * @param adaptation images from 0 to 1
   */
  AdaptiveProbability(double boundary, long adaptation) {
    this.boundary = boundary;
    this.adaptation = adaptation;
  }

  double value() {
    return value;
  }

  /** Hears what the discriminator says of a batch of real images, {@code [batch, ...]}. */
  void hears(INDArray realScores) {
    signs +=
        Arrays.stream(NativeArrays.values(realScores))
            .map(score -> Math.signum(score - boundary))
            .sum();
    scores += realScores.length();
    images += realScores.size(0);
    if (++batches == BATCHES) {
      double over = Math.signum(signs / scores - TARGET); // NaN where a score is none
      double step = Double.isNaN(over) ? 0 : over * images / adaptation;
      value = Math.max(0, Math.min(MOST, value + step));
      signs = 0;
      scores = 0;
      images = 0;
      batches = 0;
    }
  }

  @Override
  public String stateName() {
    return "augmentation-probability";
  }

  @Override
  public void writeState(DataOutputStream out) throws IOException {
    out.writeDouble(value);
    out.writeDouble(signs);
    out.writeLong(scores);
    out.writeLong(images);
    out.writeInt(batches);
  }

  @Override
  public void readState(DataInputStream in) throws IOException {
    double read = in.readDouble();
    double readSigns = in.readDouble();
    long readScores = in.readLong();
    long readImages = in.readLong();
    int readBatches = in.readInt();
    boolean makesSense =
        read >= 0
            && read <= MOST
            && readImages >= 0
            && readScores >= readImages
            && Math.abs(readSigns) <= readScores
            && readBatches >= 0
            && readBatches < BATCHES;
    if (!makesSense) {
      throw new IOException(
          "a probability of %s after %s of 4 batches makes no sense".formatted(read, readBatches));
    }
    value = read;
    signs = readSigns;
    scores = readScores;
    images = readImages;
    batches = readBatches;
  }
}
