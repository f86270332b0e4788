package org.gan4j.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.gan4j.Discriminator;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSource;
import org.gan4j.LatentSpace;
import org.gan4j.SampleShape;
import org.gan4j.draw.ClassNames;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.run.DataKind;
import org.gan4j.run.DataSpec;
import org.gan4j.run.PictureReading;

/**
 * The networks in a file that was exported.
 *
 * @param path of the file
 * @param trained what is in it
 */
record TrainedFile(Path path, TrainedGenerator trained) implements Trained {
  static TrainedFile open(Path path) {
    return new TrainedFile(path, TrainedGenerator.load(path));
  }

  @Override
  public SampleShape shape() {
    return trained.generator().sampleShape();
  }

  @Override
  public LatentSpace space() {
    return trained.space();
  }

  @Override
  public ClassNames classes() {
    return ClassNames.of(trained.space().classes(), trained.labels());
  }

  @Override
  public LatentSource latents(long seed) {
    return trained.latents(seed);
  }

  @Override
  public LatentSource latents(long seed, int label) {
    return trained.latents(seed, label);
  }

  @Override
  public Generator generator() {
    return trained.generator();
  }

  @Override
  public Discriminator discriminator() {
    return trained
        .discriminator()
        .orElseThrow(
            () ->
                new GanException(
                    "%s has no discriminator: export it with --with-discriminator"
                        .formatted(path)));
  }

  /** A file says how its generator was made in words alone. */
  @Override
  public Optional<AdversarialLoss> loss() {
    return Optional.empty();
  }

  /** In as many colours. */
  @Override
  public DataSpec reading(DataSpec data) {
    return data.kind().equals(DataKind.IMAGES) && shape() instanceof ImageShape images
        ? data.reading(images.channels() == 1 ? PictureReading.GREY : PictureReading.COLOR)
        : data;
  }

  /** Beside the file, which may be in a folder with others. */
  @Override
  public Path place(String picture) {
    return path.resolveSibling(path.getFileName() + "-" + picture);
  }
}
