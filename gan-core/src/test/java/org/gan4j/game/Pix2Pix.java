package org.gan4j.game;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.Player;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Links;
import org.gan4j.flow.Tape;
import org.gan4j.flow.Term;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.Losses;

/**
 * Isola et al. 2017 (arXiv:1611.07004): from a picture to its counterpart. The discriminator judges
 * patches of input and output side by side; pictures to make are the samples, those to make them of
 * are given with them.
 */
class Pix2Pix extends Game {
  private final Player generator;
  private final Discriminator discriminator;
  private final AdversarialLoss loss = Losses.nonSaturating();

  Pix2Pix(Player generator, Discriminator discriminator, RealBatches real, long seed) {
    super(ImmutableMap.of("generator", generator, "discriminator", discriminator), real, seed);
    this.generator = generator;
    this.discriminator = discriminator;
  }

  @Override
  protected void step(Tape tape) {
    Batch pair = next(tape);
    Flow input = tape.of(pair.given(0));
    Flow output = tape.of(pair.samples());
    Flow made = tape.through(generator, input);
    Flow onReal = judge(tape, input, output);
    Flow onMade = judge(tape, input, made);
    tape.descend(List.of(generator), generatorTerms(onMade, made, output));
    tape.descend(
        discriminator,
        Term.of(onReal, loss::real).named("d_real").times(0.5),
        Term.of(onMade, loss::fake).named("d_fake").times(0.5));
    discriminator.update();
    generator.update();
  }

  private Flow judge(Tape tape, Flow input, Flow output) {
    return tape.through(discriminator, tape.through(Links.sideBySide(), input, output));
  }

  private List<Term> generatorTerms(Flow scores, Flow made, Flow wanted) {
    return List.of(
        Term.of(scores, loss::generator).named("g_loss"),
        Term.l1(made, wanted).named("g_l1").times(100));
  }
}
