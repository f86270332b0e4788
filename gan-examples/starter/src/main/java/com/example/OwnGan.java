package com.example;

import static org.gan4j.listener.Every.every;

import java.nio.file.Path;
import org.gan4j.Generator;
import org.gan4j.Latents;
import org.gan4j.data.ImageSet;
import org.gan4j.data.folder.ImageFolder;
import org.gan4j.draw.TrainedGenerator;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;
import org.gan4j.image.ImageGrid;
import org.gan4j.listener.SampleGrid;
import org.gan4j.loss.Losses;

/** Trains a GAN of its own on a folder of pictures, and draws with what it has learnt. */
public final class OwnGan {
  private OwnGan() {}

  /** Takes the folder of the pictures and the number of steps; writes into {@code out}. */
  public static void main(String[] args) {
    if (args.length != 2) {
      System.err.println(
          "expected a folder of pictures and a number of steps, such as: photos 2000");
      System.exit(2);
    }
    ImageSet images = ImageFolder.in(Path.of(args[0])).rgb().size(32, 32).open();
    Path out = Path.of("out");
    TrainedGenerator trained = train(images, Long.parseLong(args[1]), out);
    trained.save(out.resolve("generator.gan"));
    draw(trained, out.resolve("samples.png"));
    System.out.println("generator.gan and samples.png are in " + out.toAbsolutePath());
  }

  static TrainedGenerator train(ImageSet images, long steps, Path out) {
    Generator generator = OwnNetworks.generator(images.shape());
    GanSettings settings =
        GanSettings.defaults().withBatchSize(64).withLoss(Losses.nonSaturating()).withSeed(1);
    GanTrainer trainer =
        new GanTrainer(generator, OwnNetworks.discriminator(images.shape()), settings);
    trainer.listen(
        every(10, run -> System.out.println(run.result().orElseThrow())),
        every(100, SampleGrid.into(out, generator, Latents.NORMAL, 64, 1)));
    trainer.fit(images, steps);
    return TrainedGenerator.of(generator, Latents.NORMAL);
  }

  static void draw(TrainedGenerator trained, Path png) {
    ImageGrid.of(trained.generator().valueRange()).write(trained.generate(64, 7), png);
  }
}
