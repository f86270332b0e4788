package org.gan4j.data;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.SplittableRandom;
import org.gan4j.NativeArrays;
import org.gan4j.Resumable;
import org.gan4j.SampleShape;
import org.gan4j.Seeds;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Points that are drawn from a mixture. */
final class MixturePoints implements BatchSource, Resumable {
  private static final SampleShape SHAPE = SampleShape.vector(2);

  private final float[] centres;
  private final double deviation;
  private final long seed;
  private long drawn;

  MixturePoints(GaussianMixture mixture, long seed) {
    this.centres = mixture.centres();
    this.deviation = mixture.deviation();
    this.seed = Seeds.derive(seed, "points");
  }

  @Override
  public SampleShape shape() {
    return SHAPE;
  }

  @Override
  public INDArray next(int count, ValueRange range) {
    checkArgument(count >= 1, "a batch has at least 1 point, not %s", count);
    checkArgument(
        range.equals(ValueRange.UNBOUNDED),
        "points may be any numbers, and a generator of values in %s cannot reach them all: end it"
            + " without an activation (Activation.IDENTITY)",
        range);
    float[] values = new float[Math.multiplyExact(count, 2)];
    for (int i = 0; i < count; i++) {
      draw(drawn++, values, 2 * i);
    }
    return NativeArrays.ofSampleType(NativeArrays.of(values, count, 2));
  }

  private void draw(long n, float[] target, int offset) {
    SplittableRandom random = new SplittableRandom(Seeds.at(seed, n));
    int mode = random.nextInt(centres.length / 2);
    target[offset] = (float) (centres[2 * mode] + deviation * random.nextGaussian());
    target[offset + 1] = (float) (centres[2 * mode + 1] + deviation * random.nextGaussian());
  }

  @Override
  public long position() {
    return drawn;
  }

  @Override
  public void position(long position) {
    checkArgument(position >= 0, "points were drawn 0 times or more, not %s", position);
    drawn = position;
  }
}
