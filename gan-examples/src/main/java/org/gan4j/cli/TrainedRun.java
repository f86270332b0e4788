package org.gan4j.cli;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.LatentSource;
import org.gan4j.LatentSpace;
import org.gan4j.SampleShape;
import org.gan4j.cli.option.Choice;
import org.gan4j.cli.option.GivenRun;
import org.gan4j.draw.ClassNames;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.run.DataSpec;
import org.gan4j.run.RunConfig;
import org.gan4j.run.RunFolder;

/** The networks of one checkpoint of a run, which is looked for once: the run may be going on. */
final class TrainedRun implements Trained {
  private final RunFolder folder;
  private final RunConfig config;
  private final Choice choice;
  private final Consumer<String> say;
  private final Supplier<RunNetworks> networks;

  TrainedRun(Path path, Choice choice, Consumer<String> say) {
    this.choice = choice;
    this.say = say;
    folder = GivenRun.open(path);
    config = folder.config();
    networks = Suppliers.memoize(() -> new RunNetworks(folder, choice.of(folder, say)));
  }

  @Override
  public SampleShape shape() {
    return config.images().shape();
  }

  @Override
  public LatentSpace space() {
    return config.latentSpace();
  }

  @Override
  public ClassNames classes() {
    return new ClassNames(ImmutableList.copyOf(config.classes()));
  }

  @Override
  public LatentSource latents(long seed) {
    return folder.latents(seed);
  }

  @Override
  public LatentSource latents(long seed, int label) {
    return folder.latents(seed, label);
  }

  @Override
  public Generator generator() {
    return networks.get().generator(choice.raw(), say);
  }

  @Override
  public Discriminator discriminator() {
    return networks.get().discriminator();
  }

  @Override
  public Optional<AdversarialLoss> loss() {
    return config.recipe().map(recipe -> recipe.settings().loss());
  }

  @Override
  public DataSpec reading(DataSpec data) {
    return config.reading(data);
  }

  @Override
  public Path place(String picture) {
    return folder.path().resolve(picture);
  }
}
