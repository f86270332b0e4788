package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSource;
import org.gan4j.LatentSpace;
import org.gan4j.OneHot;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Images of a generator, and the classes that stand in the latents that it makes them of. */
final class AskedStream implements LabelledStream {
  private final ImageStream stream;
  private final LatentSpace space;
  private final ImmutableIntArray.Builder labels = ImmutableIntArray.builder();

  AskedStream(Generator generator, LatentSpace space, LatentSource latents, int count) {
    checkArgument(space.classes() > 0, "a generator of noise alone is asked for no classes");
    this.stream = new GeneratorStream(generator, new Noting(latents), count);
    this.space = space;
  }

  @Override
  public ImageShape shape() {
    return stream.shape();
  }

  @Override
  public int size() {
    return stream.size();
  }

  @Override
  public byte[] next(int count) {
    return stream.next(count);
  }

  @Override
  public int classes() {
    return space.classes();
  }

  @Override
  public ImmutableIntArray labels() {
    return labels.build();
  }

  /** Latents whose classes are noted down. */
  private final class Noting implements LatentSource {
    private final LatentSource latents;

    Noting(LatentSource latents) {
      this.latents = latents;
    }

    @Override
    public int size() {
      return latents.size();
    }

    @Override
    public INDArray sample(int count) {
      INDArray sample = latents.sample(count);
      try (INDArray asked = space.classesOf(sample)) {
        labels.addAll(OneHot.labels(asked));
      }
      return sample;
    }
  }
}
