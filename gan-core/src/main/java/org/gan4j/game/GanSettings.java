package org.gan4j.game;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.Latents;
import org.gan4j.data.Batching;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.Losses;
import org.gan4j.loss.NamedLoss;

/** How the game is played. A value: {@link #toBuilder} changes a copy. */
public final class GanSettings {
  private final AdversarialLoss loss;
  private final Latents latents;
  private final int batchSize;
  private final Batching batching;
  private final UpdateScheme scheme;
  private final int discriminatorSteps;
  private final int generatorSteps;
  private final long seed;

  private GanSettings(Builder builder) {
    this.loss = builder.loss;
    this.latents = builder.latents;
    this.batchSize = builder.batchSize;
    this.batching = builder.batching;
    this.scheme = builder.scheme;
    this.discriminatorSteps = builder.discriminatorSteps;
    this.generatorSteps = builder.generatorSteps;
    this.seed = builder.seed;
  }

  /**
   * {@return a builder with the settings of the Keras MLP tutorial: non-saturating loss, normal
   * latents, random batches of 128, separate updates, one of each player a step, seed 0}
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return a builder that starts from these settings} */
  public Builder toBuilder() {
    return new Builder()
        .loss(loss)
        .latents(latents)
        .batchSize(batchSize)
        .batching(batching)
        .scheme(scheme)
        .discriminatorSteps(discriminatorSteps)
        .generatorSteps(generatorSteps)
        .seed(seed);
  }

  /** {@return what each player minimises} */
  public AdversarialLoss loss() {
    return loss;
  }

  /** {@return the distribution that latents are drawn from} */
  public Latents latents() {
    return latents;
  }

  /** {@return how many images an update works on, at least 1} */
  public int batchSize() {
    return batchSize;
  }

  /** {@return how real batches are drawn from a set of images} */
  public Batching batching() {
    return batching;
  }

  /** {@return how one discriminator update is made} */
  public UpdateScheme scheme() {
    return scheme;
  }

  /** {@return discriminator updates in each step, at least 1} */
  public int discriminatorSteps() {
    return discriminatorSteps;
  }

  /** {@return generator updates in each step, at least 1} */
  public int generatorSteps() {
    return generatorSteps;
  }

  /**
   * {@return how many real images one discriminator update takes: the batch size, or half of it
   * under {@link UpdateScheme#HALVES}}
   */
  public int realImagesInAnUpdate() {
    return scheme.realImages(batchSize);
  }

  /** {@return how many real images one step takes, over all its discriminator updates} */
  public long realImagesInAStep() {
    return (long) realImagesInAnUpdate() * discriminatorSteps;
  }

  /** {@return the seed of everything random that the trainer does} */
  public long seed() {
    return seed;
  }

  /** Returns all of them in words, by name. */
  Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("loss", words(loss));
    words.put("latents", latents.name());
    words.put("batchSize", "" + batchSize);
    words.put("batching", batching.name());
    words.put("scheme", scheme.name());
    words.put("discriminatorSteps", "" + discriminatorSteps);
    words.put("generatorSteps", "" + generatorSteps);
    words.put("seed", "" + seed);
    return words;
  }

  /** Without the hash codes by which Java tells objects apart: another process has others. */
  private static String words(AdversarialLoss loss) {
    return NamedLoss.of(loss)
        .map(Object::toString)
        .orElseGet(() -> loss.toString().replaceAll("@[0-9a-f]+", ""));
  }

  /** {@return whether the other settings are the same; losses are where they say so themselves} */
  @Override
  public boolean equals(Object other) {
    return other instanceof GanSettings settings && values().equals(settings.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  /** {@return for example {@code [loss, NORMAL, 128, RANDOM, SEPARATE, 1, 1, 0]}} */
  @Override
  public String toString() {
    return values().toString();
  }

  private List<Object> values() {
    return List.of(
        loss, latents, batchSize, batching, scheme, discriminatorSteps, generatorSteps, seed);
  }

  /** Collects settings; each method refuses a value that cannot be. */
  public static final class Builder {
    private AdversarialLoss loss = Losses.nonSaturating();
    private Latents latents = Latents.NORMAL;
    private int batchSize = 128;
    private Batching batching = Batching.RANDOM;
    private UpdateScheme scheme = UpdateScheme.SEPARATE;
    private int discriminatorSteps = 1;
    private int generatorSteps = 1;
    private long seed;

    private Builder() {}

    /**
     * Sets what each player minimises.
     *
     * @param loss the rules of the game
     * @return this builder
     */
    public Builder loss(AdversarialLoss loss) {
      this.loss = requireNonNull(loss, "loss");
      return this;
    }

    /**
     * Sets the distribution that latents are drawn from.
     *
     * @param latents the distribution
     * @return this builder
     */
    public Builder latents(Latents latents) {
      this.latents = requireNonNull(latents, "latents");
      return this;
    }

    /**
     * Sets how many images an update works on.
     *
     * @param batchSize at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder batchSize(int batchSize) {
      this.batchSize = positive("the batch size", batchSize);
      return this;
    }

    /**
     * Sets how real batches are drawn from a set of images.
     *
     * @param batching the way
     * @return this builder
     */
    public Builder batching(Batching batching) {
      this.batching = requireNonNull(batching, "batching");
      return this;
    }

    /**
     * Sets how one discriminator update is made.
     *
     * @param scheme the way
     * @return this builder
     */
    public Builder scheme(UpdateScheme scheme) {
      this.scheme = requireNonNull(scheme, "scheme");
      return this;
    }

    /**
     * Sets how many discriminator updates a step makes, each on a fresh real batch.
     *
     * @param steps at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder discriminatorSteps(int steps) {
      this.discriminatorSteps = positive("the number of discriminator updates a step", steps);
      return this;
    }

    /**
     * Sets how many generator updates a step makes, each on fresh latents.
     *
     * @param steps at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder generatorSteps(int steps) {
      this.generatorSteps = positive("the number of generator updates a step", steps);
      return this;
    }

    /**
     * Sets the seed of everything random that the trainer does: latents, batches, dropout.
     *
     * @param seed any number
     * @return this builder
     */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * {@return the settings}
     *
     * @throws IllegalArgumentException if they contradict each other: an odd batch cannot be
     *     halved, and simultaneous updates are one of each player
     */
    public GanSettings build() {
      checkArgument(
          scheme != UpdateScheme.HALVES || batchSize % 2 == 0,
          "a batch of %s cannot be halved into real and generated images: use an even batch size",
          batchSize);
      checkArgument(
          scheme != UpdateScheme.SIMULTANEOUS || (discriminatorSteps == 1 && generatorSteps == 1),
          "simultaneous updates are one of each player a step, not %s of the discriminator and %s"
              + " of the generator: use another update scheme",
          discriminatorSteps,
          generatorSteps);
      return new GanSettings(this);
    }

    private static int positive(String what, int value) {
      checkArgument(value >= 1, "%s has to be at least 1, not %s", what, value);
      return value;
    }
  }
}
