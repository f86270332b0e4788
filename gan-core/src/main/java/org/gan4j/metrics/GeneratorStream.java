package org.gan4j.metrics;

import static com.google.common.base.Preconditions.checkArgument;

import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSource;
import org.gan4j.NativeArrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Images of a generator.
 *
 * @param generator makes them
 * @param latents what it makes them of
 * @param size how many
 */
record GeneratorStream(Generator generator, LatentSource latents, int size) implements ImageStream {
  GeneratorStream {
    checkArgument(size >= 1, "at least 1 image has to be generated, not %s", size);
    checkArgument(
        latents.size() == generator.latentSize(),
        "the generator takes %s latents for an image, and the source gives %s",
        generator.latentSize(),
        latents.size());
  }

  @Override
  public ImageShape shape() {
    return generator.imageShape();
  }

  @Override
  public byte[] next(int count) {
    try (INDArray sample = latents.sample(count);
        INDArray images = generator.generate(sample)) {
      double[] values = NativeArrays.values(images);
      byte[] pixels = new byte[values.length];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (byte) generator.valueRange().toPixel(values[i]);
      }
      return pixels;
    }
  }
}
