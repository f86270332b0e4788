package org.gan4j.guides;

import com.google.common.collect.ImmutableMap;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.ImageShape;
import org.gan4j.Player;
import org.gan4j.ValueRange;
import org.gan4j.data.Batching;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Links;
import org.gan4j.flow.Tape;
import org.gan4j.flow.Term;
import org.gan4j.game.Game;
import org.gan4j.game.RealBatches;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.Losses;

/** Learns to make pictures of pictures, as Isola et al. 2017 (arXiv:1611.07004) do. */
// region game
public class PictureGame extends Game {
  private final AdversarialLoss loss = Losses.nonSaturating();
  private final Player translator;
  private final Discriminator discriminator;

  public PictureGame(Player translator, Discriminator discriminator, ImageShape shape) {
    super(
        ImmutableMap.of("translator", translator, "discriminator", discriminator),
        new RealBatches(shape, ValueRange.SIGNED, Batching.SHUFFLED, 4),
        1);
    this.translator = translator;
    this.discriminator = discriminator;
  }

  @Override
  protected void step(Tape tape) {
    Batch real = next(tape);
    Flow from = tape.of(real.given(0));
    Flow to = tape.of(real.samples());
    Flow made = tape.through(translator, from);
    Flow onReal = judge(tape, from, to);
    tape.descend(discriminator, Term.of(onReal, loss::real).named("d_real_loss"));
    Flow onMade = judge(tape, from, made);
    tape.descend(discriminator, Term.of(onMade, loss::fake).named("d_fake_loss"));
    tape.descend(
        translator,
        Term.of(onMade, loss::generator).named("g_loss"),
        Term.l1(made, to).times(100).named("g_l1"));
    discriminator.update();
    translator.update();
  }

  private Flow judge(Tape tape, Flow from, Flow pictures) {
    return tape.through(discriminator, tape.through(Links.sideBySide(), from, pictures));
  }
}
// endregion
