package org.gan4j.game;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.LatentSpace;
import org.gan4j.NativeArrays;
import org.gan4j.Seeds;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Tape;
import org.gan4j.train.Stateful;

/**
 * Generated images of earlier steps, of which the discriminator is shown some instead of new ones
 * (Shrivastava et al. 2017, arXiv:1612.07828), as in CycleGAN's program (Zhu et al. 2017,
 * arXiv:1703.10593): the first images fill the pool; of each later one it is drawn whether it is
 * shown itself, or takes the place of one of the pool, which is shown. What is drawn for the n-th
 * batch is a function of the seed and n.
 */
final class FakesPool implements Stateful {
  private final int capacity;
  private final int imageSize;
  private final long seed;
  private final List<double[]> images = new ArrayList<>();
  private long batches;

  /**
   * Creates an empty pool.
   *
   * @throws IllegalArgumentException if the images are made under conditions, which a batch of
   *     others does not have
   */
  FakesPool(
      int capacity,
      Generator generator,
      Discriminator discriminator,
      LatentSpace space,
      long seed) {
    this.capacity = capacity;
    this.imageSize = generator.sampleShape().size();
    this.seed = seed;
    boolean conditional =
        space.classes() + space.codes() > 0
            || !generator.given().isEmpty()
            || !discriminator.given().isEmpty();
    checkArgument(
        capacity == 0 || !conditional,
        "a pool of earlier images (%s) is for games without classes, codes or anything else that is"
            + " given: an earlier image was made of another class than the batch that it is shown"
            + " with; use a pool of 0, which is none",
        capacity);
  }

  /** Returns what the discriminator is shown instead of new images. */
  Flow exchanged(Tape tape, Flow fresh) {
    if (capacity == 0) {
      return fresh;
    }
    SplittableRandom random = new SplittableRandom(Seeds.at(seed, batches++));
    double[] values = NativeArrays.values(fresh.array());
    for (int at = 0; at < values.length; at += imageSize) {
      exchange(values, at, random);
    }
    return tape.take(NativeArrays.of(values, fresh.array().dataType(), fresh.array().shape()));
  }

  private void exchange(double[] values, int at, SplittableRandom random) {
    if (images.size() < capacity) {
      double[] image = new double[imageSize];
      System.arraycopy(values, at, image, 0, imageSize);
      images.add(image);
    } else if (random.nextBoolean()) {
      double[] earlier = images.get(random.nextInt(capacity));
      for (int i = 0; i < imageSize; i++) {
        double value = earlier[i];
        earlier[i] = values[at + i];
        values[at + i] = value;
      }
    }
  }

  @Override
  public String stateName() {
    return "fakes-pool";
  }

  @Override
  public void writeState(DataOutputStream out) throws IOException {
    out.writeLong(batches);
    out.writeInt(imageSize);
    out.writeInt(images.size());
    for (double[] image : images) {
      for (double value : image) {
        out.writeDouble(value);
      }
    }
  }

  @Override
  public void readState(DataInputStream in) throws IOException {
    long readBatches = in.readLong();
    int readSize = in.readInt();
    int count = in.readInt();
    if (readBatches < 0 || readSize != imageSize || count < 0 || count > capacity) {
      throw new IOException(
          "a pool of %s images of %s values does not fit one of %s of %s"
              .formatted(count, readSize, capacity, imageSize));
    }
    List<double[]> read = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] image = new double[imageSize];
      for (int k = 0; k < imageSize; k++) {
        image[k] = in.readDouble();
      }
      read.add(image);
    }
    batches = readBatches;
    images.clear();
    images.addAll(read);
  }
}
