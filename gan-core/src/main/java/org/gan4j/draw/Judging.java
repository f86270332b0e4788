package org.gan4j.draw;

import static com.google.common.base.Preconditions.checkArgument;

import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.LatentSpace;
import org.gan4j.NativeArrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Draws and scores samples, beside their classes where the discriminator takes these. */
record Judging(Generator generator, Discriminator discriminator, LatentSpace space) {
  static Judging of(Generator generator, Discriminator discriminator, LatentSpace space) {
    checkArgument(
        generator.sampleShape().equals(discriminator.sampleShape()),
        "the generator makes samples of %s and the discriminator judges samples of %s: use two"
            + " that were trained together",
        generator.sampleShape(),
        discriminator.sampleShape());
    return new Judging(generator, discriminator, space);
  }

  /** Returns the scores of the samples of some latents, each by itself, in inference mode. */
  double[] scores(INDArray latents) {
    try (INDArray samples = generator.generate(latents);
        INDArray scores = score(samples, latents)) {
      return NativeArrays.values(scores);
    }
  }

  private INDArray score(INDArray samples, INDArray latents) {
    if (discriminator.given().isEmpty()) {
      return discriminator.score(samples);
    }
    try (INDArray classes = space.classesOf(latents)) {
      return discriminator.score(samples, classes);
    }
  }
}
