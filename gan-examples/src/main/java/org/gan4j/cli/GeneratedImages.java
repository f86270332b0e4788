package org.gan4j.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Images drawn batch by batch, as they are asked for; who gets a batch closes it. */
final class GeneratedImages implements Iterator<INDArray> {
  /** Bounds the memory that the layers' outputs take; does not change the images. */
  static final int AT_ONCE = 256;

  private final Generator generator;
  private final LatentSource latents;
  private final int count;
  private final ImageProgress progress;
  private int made;

  GeneratedImages(Generator generator, LatentSource latents, int count, ImageProgress progress) {
    this.generator = generator;
    this.latents = latents;
    this.count = count;
    this.progress = progress;
  }

  Generator generator() {
    return generator;
  }

  /** Returns how many there are in all. */
  int count() {
    return count;
  }

  /** Returns those that are left in one array {@code [n, channels, height, width]}. */
  INDArray all() {
    List<INDArray> parts = new ArrayList<>();
    forEachRemaining(parts::add);
    INDArray all = Nd4j.concat(0, parts.toArray(INDArray[]::new));
    parts.stream().filter(part -> part != all).forEach(INDArray::close); // one is not copied
    return all;
  }

  @Override
  public boolean hasNext() {
    return made < count;
  }

  @Override
  public INDArray next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int batch = Math.min(AT_ONCE, count - made);
    try (INDArray some = latents.sample(batch)) {
      INDArray images = generator.generate(some);
      made += batch;
      progress.add(batch);
      return images;
    }
  }
}
