package org.gan4j.game;

import java.util.List;
import org.gan4j.Batch;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Links;
import org.gan4j.flow.Tape;
import org.gan4j.flow.Term;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.CoupledLoss;

/**
 * The ways in which published code makes one step. A schedule of the discriminator's learning rate
 * counts optimiser steps, of which {@link #SEPARATE} makes two an update; {@link
 * org.gan4j.train.ScheduledRates} counts the trainer's steps.
 */
public enum UpdateScheme {
  /**
   * One optimiser step on a real batch, then one on a generated batch of the same size: Keras
   * tutorials with two calls of {@code train_on_batch}. BatchNorm sees each kind by itself. The one
   * scheme that cannot play a {@link org.gan4j.loss.CoupledLoss}.
   */
  SEPARATE {
    @Override
    void discriminator(GanTrainer game, Tape tape, Batch real) {
      apart(game, tape, real, true);
    }
  },

  /**
   * One optimiser step on real and generated images together, as many of each as the batch size;
   * the loss is the mean over both. BatchNorm sees the mixture.
   */
  COMBINED {
    @Override
    void discriminator(GanTrainer game, Tape tape, Batch real) {
      Flow shown = game.shown(tape, game.generate(tape, real, real.size()), real);
      Flow x = tape.of(real.samples());
      Flow both = tape.through(Links.rowsOfBoth(), x, shown);
      Flow onBoth = game.judge(tape, both, twice(tape, real));
      Flow onReal = rows(tape, onBoth, 0, real.size());
      Flow onFake = rows(tape, onBoth, real.size(), both.count());
      List<Term> terms = game.discriminatorTerms(onReal, onFake, real);
      double loss = learn(game, tape, game.isCoupled() ? terms : halves(terms));
      game.penalties().all(tape, x, shown, real);
      game.penalise(tape, x, shown, real);
      game.discriminator().update();
      note(game, tape, loss, onReal, onFake);
    }

    private static List<Term> halves(List<Term> terms) {
      return terms.stream().map(term -> term.times(0.5)).toList();
    }
  },

  /** As {@link #COMBINED}, but one half of the batch size is real and the other half generated. */
  HALVES {
    @Override
    int realImages(int batchSize) {
      return batchSize / 2;
    }

    @Override
    void discriminator(GanTrainer game, Tape tape, Batch real) {
      COMBINED.discriminator(game, tape, real);
    }
  },

  /**
   * One optimiser step on the sum of the mean on real and the mean on generated images, which
   * BatchNorm sees each by itself; then the generator on fresh latents: the step of most programs
   * in PyTorch, from SNGAN to StyleGAN.
   */
  JOINT {
    @Override
    void discriminator(GanTrainer game, Tape tape, Batch real) {
      if (game.isCoupled()) {
        beside(game, tape, real);
      } else {
        apart(game, tape, real, false);
      }
    }
  },

  /**
   * Both players from the same generated images, each against the other as it was before the step:
   * the custom training step of TensorFlow's tutorials. The discriminator's gradient is that of the
   * sum of its mean on real and its mean on generated images, which BatchNorm sees each by itself.
   */
  SIMULTANEOUS {
    @Override
    void play(GanTrainer game, Tape tape) {
      Batch real = game.next(tape);
      Flow x = tape.of(real.samples());
      Flow onReal = game.judge(tape, x, real);
      double ofReal = game.isCoupled() ? 0 : learn(game, tape, game.realTerms(onReal, real));
      game.penalties().onReal(tape, onReal);
      Flow fake = game.generate(tape, real, real.size());
      Flow shown = game.shown(tape, fake, real);
      Flow onFake = game.judge(tape, shown, real);
      // What comes of earlier steps teaches the generator nothing: it is judged by itself then.
      boolean teaches = tape.reaches(shown, game.generator());
      Flow onOwn = teaches ? onFake : game.judge(tape, fake, real);
      double ofGenerator =
          tape.descend(List.of(game.generator()), game.generatorTerms(onOwn, onReal, fake, real));
      double loss =
          game.isCoupled()
              ? learn(game, tape, game.discriminatorTerms(onReal, onFake, real))
              : (ofReal + learn(game, tape, game.fakeTerms(onFake, real))) / 2;
      game.penalties().onFake(tape, onFake);
      game.penalties().elsewhere(tape, x, shown, real);
      game.penalise(tape, x, shown, real);
      game.discriminator().update();
      game.discriminatorUpdated();
      game.generator().update();
      game.generatorUpdated();
      note(game, tape, loss, onReal, onFake);
      tape.note(G_LOSS, ofGenerator);
    }

    @Override
    void discriminator(GanTrainer game, Tape tape, Batch real) {
      JOINT.discriminator(game, tape, real);
    }
  };

  private static final String G_LOSS = "g_loss";

  /** Returns how many real images, and as many generated ones, one update takes. */
  int realImages(int batchSize) {
    return batchSize;
  }

  /** Plays one step: discriminator updates, each on a fresh batch, then generator updates. */
  void play(GanTrainer game, Tape tape) {
    Batch real = game.next(tape);
    game.updateDiscriminator(tape, real);
    for (int i = 1; i < game.settings().discriminatorSteps(); i++) {
      real = game.next(tape);
      game.updateDiscriminator(tape, real);
    }
    for (int i = 0; i < game.settings().generatorSteps(); i++) {
      game.updateGenerator(tape, real);
    }
  }

  /** Makes one update of the discriminator. */
  abstract void discriminator(GanTrainer game, Tape tape, Batch real);

  /** Makes one update of the generator, on fresh latents through the frozen discriminator. */
  static void generator(GanTrainer game, Tape tape, Batch real) {
    if (game.isCoupled()) {
      // First, so that what the discriminator remembers is the pass that there is a way back of.
      Flow onReal = game.judge(tape, tape.of(real.samples()), real);
      Flow fake = game.generate(tape, real, real.size());
      Flow onFake = game.judge(tape, fake, real);
      update(game, tape, game.generatorTerms(onFake, onReal, fake, real));
    } else {
      int count = real.given().isEmpty() ? game.settings().batchSize() : real.size();
      Flow fake = game.generate(tape, real, count);
      Flow scores = game.judge(tape, fake, real);
      update(game, tape, game.generatorTerms(scores, fake, real));
    }
  }

  private static void update(GanTrainer game, Tape tape, List<Term> ofGenerator) {
    tape.note(G_LOSS, tape.descend(List.of(game.generator()), ofGenerator));
    game.generator().update();
  }

  /** Learns of real and generated images by themselves: in an update for each, or in one. */
  private static void apart(GanTrainer game, Tape tape, Batch real, boolean updatesForEach) {
    Flow shown = game.shown(tape, game.generate(tape, real, real.size()), real);
    Flow x = tape.of(real.samples());
    Flow onReal = game.judge(tape, x, real);
    double ofReal = learn(game, tape, game.realTerms(onReal, real));
    game.penalties().onReal(tape, onReal);
    if (updatesForEach) {
      game.discriminator().update();
    }
    Flow onFake = game.judge(tape, shown, real);
    double ofFake = learn(game, tape, game.fakeTerms(onFake, real));
    game.penalties().onFake(tape, onFake);
    game.penalties().elsewhere(tape, x, shown, real);
    game.penalise(tape, x, shown, real);
    game.discriminator().update();
    note(game, tape, (ofReal + ofFake) / 2, onReal, onFake);
  }

  /**
   * Learns of real images beside generated ones, in one update. Penalties are taken while the
   * discriminator remembers the pass that they are of: going back through an older one makes it
   * again.
   */
  private static void beside(GanTrainer game, Tape tape, Batch real) {
    Flow shown = game.shown(tape, game.generate(tape, real, real.size()), real);
    Flow x = tape.of(real.samples());
    Flow onReal = game.judge(tape, x, real);
    game.penalties().onReal(tape, onReal);
    Flow onFake = game.judge(tape, shown, real);
    game.penalties().onFake(tape, onFake);
    double loss = learn(game, tape, game.discriminatorTerms(onReal, onFake, real));
    game.penalties().elsewhere(tape, x, shown, real);
    game.penalise(tape, x, shown, real);
    game.discriminator().update();
    note(game, tape, loss, onReal, onFake);
  }

  /** Some rows of scores, and of all that the discriminator says beside them. */
  private static Flow rows(Tape tape, Flow scores, int from, int to) {
    List<Flow> said = scores.siblings();
    return tape.all(Links.rows(from, to), said.toArray(Flow[]::new)).get(said.indexOf(scores));
  }

  private static double learn(GanTrainer game, Tape tape, List<Term> terms) {
    return tape.descend(List.of(game.discriminator()), terms);
  }

  /** The real batch beside as many generated images under the same conditions. */
  private static Batch twice(Tape tape, Batch real) {
    return new Batch(
        real.samples(),
        real.given().stream()
            .map(tape::of)
            .map(given -> tape.through(Links.rowsOfBoth(), given, given).array())
            .toList());
  }

  /** Notes what the discriminator said, which an adaptive augmentation hears, too. */
  private static void note(GanTrainer game, Tape tape, double loss, Flow onReal, Flow onFake) {
    tape.note("d_loss", loss);
    tape.note("d_real", meanJudgement(game.loss(), onReal, onFake));
    tape.note("d_fake", meanJudgement(game.loss(), onFake, onReal));
    game.augmenter().hears(tape, onReal);
  }

  private static double meanJudgement(AdversarialLoss loss, Flow scores, Flow others) {
    return loss instanceof CoupledLoss coupled
        ? coupled.meanJudgement(scores.array(), others.array())
        : loss.meanJudgement(scores.array());
  }
}
