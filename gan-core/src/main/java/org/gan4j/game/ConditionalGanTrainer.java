package org.gan4j.game;

import static com.google.common.base.Preconditions.checkArgument;

import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.LatentSpace;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Links;
import org.gan4j.flow.Tape;

/**
 * A conditional GAN (Mirza and Osindero 2014, arXiv:1411.1784): real images come with their
 * classes, and the generator is asked for these. The class is at the end of its latent vector, as a
 * row of zeros and a one. A generated image is shown to the discriminator under the class that it
 * was asked for, which is that of the real image beside it: so both come from the same distribution
 * of classes.
 *
 * <p>The discriminator may take the label as a second input, {@code Discriminator.of(network,
 * shape, SampleShape.vector(classes))}; one that does not, does not know the classes.
 */
public class ConditionalGanTrainer extends GanTrainer {
  /**
   * Creates a trainer.
   *
   * @param generator makes images of latents: noise, then the class as {@code classes} values
   * @param discriminator judges images, or images beside their classes
   * @param settings how they play
   * @param classes how many there are
   * @throws IllegalArgumentException if the networks do not fit together, or the generator takes
   *     too few values for the classes
   */
  public ConditionalGanTrainer(
      Generator generator, Discriminator discriminator, GanSettings settings, int classes) {
    super(
        generator,
        discriminator,
        settings,
        new LatentSpace(settings.latents(), generator.latentSize() - classes, classes, 0),
        classes);
  }

  @Override
  protected Flow generate(Tape tape, Batch real, int count) {
    checkArgument(
        !real.given().isEmpty() && real.given(0).size(1) == latentSpace().classes(),
        "the batches have no rows of %s classes beside their images: use labelled images, or a"
            + " BatchSource that gives such rows",
        latentSpace().classes());
    Flow z = tape.take(inPlayersType(latents().sample(count)));
    Flow asked = tape.through(Links.sideBySide(), z, tape.of(real.given(0)));
    return tape.through(generator(), asked);
  }
}
