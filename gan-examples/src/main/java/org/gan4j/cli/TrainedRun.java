package org.gan4j.cli;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSource;
import org.gan4j.Latents;

/** The networks that a run has saved. */
final class TrainedRun implements Trained {
  private final RunFolder folder;
  private final RunConfig config;
  private final boolean raw;
  private final Consumer<String> say;

  TrainedRun(Path path, boolean raw, Consumer<String> say) {
    this.raw = raw;
    this.say = say;
    folder = RunFolder.open(path);
    config = folder.config();
  }

  @Override
  public ImageShape shape() {
    return config.images().shape();
  }

  @Override
  public Latents kind() {
    return config.latents().kind();
  }

  @Override
  public LatentSource latents(long seed) {
    return folder.latents(seed);
  }

  @Override
  public Generator generator() {
    return folder.generator(raw, say);
  }

  @Override
  public Discriminator discriminator() {
    return folder.discriminator(say);
  }

  @Override
  public Path place(String picture) {
    return folder.path().resolve(picture);
  }
}
