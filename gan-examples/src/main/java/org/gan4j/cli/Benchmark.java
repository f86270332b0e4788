package org.gan4j.cli;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.primitives.ImmutableIntArray;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gan4j.LatentSource;
import org.gan4j.Seeds;
import org.gan4j.augment.Augmentation;
import org.gan4j.data.ByteImages;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledSet;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.loss.GradientPenalty;
import org.gan4j.models.GanModel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The same step for every model, so that they can be compared with each other and with other
 * libraries: separate updates by Adam 2e-4 with beta1 0.5, normal latents, random pixels in memory.
 */
final class Benchmark {
  private static final long SEED = 1;
  private static final int IMAGES = 1024;

  private final GanTrainer trainer;
  private final int batchSize;
  private final ImageSet images;

  Benchmark(
      GanModel tutorial,
      int batchSize,
      List<GradientPenalty> penalties,
      Augmentation augmentation) {
    this.batchSize = batchSize;
    GanModel model =
        tutorial.with(
            recipe ->
                recipe
                    .withOptimiser(new Adam(2e-4, 0.5, 0.999, 1e-8))
                    .withSettings(
                        GanSettings.defaults()
                            .withBatchSize(batchSize)
                            .withSeed(SEED)
                            .withSpectralNorm(recipe.settings().spectralNorm())
                            .withPenalties(penalties.toArray(GradientPenalty[]::new))
                            .withAugmentation(augmentation)));
    this.trainer = model.trainer(model.shape(), SEED);
    this.images = images(model);
  }

  /** What a step is. */
  enum Mode {
    /** Updates the discriminator on a real and on a generated batch, then the generator. */
    TRAIN {
      @Override
      void run(Benchmark benchmark, int steps) {
        benchmark.trainer.fit(benchmark.images, steps);
      }

      @Override
      void run(Benchmark benchmark, StepTimes laps) {
        benchmark.trainer.listen(laps);
        run(benchmark, laps.count());
      }
    },

    /** Draws latents and generates a batch, in inference mode. */
    GENERATE {
      @Override
      void run(Benchmark benchmark, int steps) {
        run(benchmark, new StepTimes(steps, System::nanoTime));
      }

      @Override
      void run(Benchmark benchmark, StepTimes laps) {
        benchmark.generate(laps);
      }
    };

    /** Makes steps. */
    abstract void run(Benchmark benchmark, int steps);

    /** Makes as many steps as there are laps, and tells them about each. */
    abstract void run(Benchmark benchmark, StepTimes laps);

    @Override
    public String toString() {
      return this == TRAIN ? "train" : "generate";
    }

    /** Understands the names in lower case, as they are printed. */
    static final class Converter implements ITypeConverter<Mode> {
      @Override
      public Mode convert(String value) {
        for (Mode mode : values()) {
          if (mode.toString().equals(value)) {
            return mode;
          }
        }
        throw new TypeConversionException(
            "train or generate is expected, not '%s'".formatted(value));
      }
    }
  }

  GanTrainer trainer() {
    return trainer;
  }

  /**
   * Makes steps that do not count.
   *
   * @param steps at least
   * @param time at least: Java compiles while it runs, on processors that the step needs
   * @return how many were made
   */
  int warmUp(Mode mode, int steps, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    mode.run(this, steps);
    int made = steps;
    for (; System.nanoTime() < end; made++) {
      mode.run(this, 1);
    }
    return made;
  }

  /** Makes steps, and returns their median time in milliseconds. */
  double medianMillis(Mode mode, StepTimes laps) {
    mode.run(this, laps);
    return laps.medianMillis();
  }

  private void generate(StepTimes laps) {
    LatentSource latents = trainer.latentSpace().source(Seeds.derive(SEED, "generated images"));
    laps.start();
    for (int i = 0; i < laps.count(); i++) {
      try (INDArray z = latents.sample(batchSize);
          INDArray images = trainer.generator().generate(z)) {
        checkState(images.size(0) == batchSize, "%s images", images.size(0));
      }
      laps.lap();
    }
  }

  private static ImageSet images(GanModel model) {
    byte[] pixels = new byte[IMAGES * model.shape().size()];
    new SplittableRandom(SEED).nextBytes(pixels);
    ByteImages images = ByteImages.of(model.shape(), pixels);
    return model.classes() > 0
        ? new LabelledSet(
            images,
            ImmutableIntArray.copyOf(IntStream.range(0, IMAGES).map(i -> i % model.classes())),
            model.classes())
        : images;
  }
}
