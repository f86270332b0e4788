package org.gan4j;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Latents of which the n-th call gives a function of the seed and n alone. */
final class SeededLatents implements LatentSource, Resumable {
  private final Latents kind;
  private final int size;
  private final long seed;
  private long calls;

  SeededLatents(Latents kind, int size, long seed) {
    checkArgument(size >= 1, "a latent vector has at least one value, not %s", size);
    this.kind = kind;
    this.size = size;
    this.seed = seed;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public INDArray sample(int count) {
    checkArgument(count >= 1, "at least one latent vector has to be drawn, not %s", count);
    SplittableRandom random = new SplittableRandom(Seeds.at(seed, calls++));
    int length = Math.multiplyExact(count, size);
    return NativeArrays.sampleType() == DataType.FLOAT
        ? NativeArrays.of(floats(random, length), count, size)
        : Nd4j.create(doubles(random, length), new long[] {count, size}, NativeArrays.sampleType());
  }

  @Override
  public long position() {
    return calls;
  }

  @Override
  public void position(long position) {
    checkArgument(position >= 0, "latents were drawn 0 times or more, not %s", position);
    calls = position;
  }

  private float[] floats(SplittableRandom random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) kind.draw(random);
    }
    return values;
  }

  private double[] doubles(SplittableRandom random, int length) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = kind.draw(random);
    }
    return values;
  }
}
