package org.gan4j.guides;

import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.flow.Tape;
import org.gan4j.game.GanSettings;
import org.gan4j.game.GanTrainer;

// region trainer
/** Trains the discriminator until it has seen through the generator, up to five times a step. */
public class EagerTrainer extends GanTrainer {
  public EagerTrainer(Generator generator, Discriminator discriminator, GanSettings settings) {
    super(generator, discriminator, settings);
  }

  @Override
  protected void step(Tape tape) {
    Batch real = next(tape);
    updateDiscriminator(tape, real);
    for (int i = 1; i < 5 && tape.numbers().get("d_fake") > 0.5; i++) {
      real = next(tape);
      updateDiscriminator(tape, real);
    }
    updateGenerator(tape, real);
  }
}
// endregion
