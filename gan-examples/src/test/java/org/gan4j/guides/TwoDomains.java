package org.gan4j.guides;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import org.gan4j.Batch;
import org.gan4j.ImageShape;
import org.gan4j.Player;
import org.gan4j.ValueRange;
import org.gan4j.data.Batching;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Tape;
import org.gan4j.flow.Term;
import org.gan4j.game.Game;
import org.gan4j.game.RealBatches;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.Losses;

/** Learns to make pictures of one kind of those of another, as Zhu et al. 2017 (1703.10593) do. */
// region game
public class TwoDomains extends Game {
  private final AdversarialLoss loss = Losses.leastSquares();
  private final Player toY;
  private final Player toX;
  private final Player judgeX;
  private final Player judgeY;

  public TwoDomains(Player toY, Player toX, Player judgeY, Player judgeX, ImageShape shape) {
    super(
        ImmutableMap.of("to-y", toY, "to-x", toX, "judge-y", judgeY, "judge-x", judgeX),
        new RealBatches(shape, ValueRange.SIGNED, Batching.SHUFFLED, 4),
        1);
    this.toY = toY;
    this.toX = toX;
    this.judgeY = judgeY;
    this.judgeX = judgeX;
  }

  @Override
  protected void step(Tape tape) {
    Batch both = next(tape);
    Flow x = tape.of(both.given(0));
    Flow y = tape.of(both.samples());
    Flow madeY = tape.through(toY, x);
    Flow madeX = tape.through(toX, y);
    tape.descend(
        List.of(toY, toX), // through both judges, which do not learn of it
        List.of(
            Term.of(tape.through(judgeY, madeY), loss::generator).named("g_y"),
            Term.of(tape.through(judgeX, madeX), loss::generator).named("g_x"),
            Term.l1(tape.through(toX, madeY), x).times(10).named("cycle_x"),
            Term.l1(tape.through(toY, madeX), y).times(10).named("cycle_y")));
    toY.update();
    toX.update();
    judgeBetter(tape, "d_y", judgeY, y, madeY);
    judgeBetter(tape, "d_x", judgeX, x, madeX);
  }

  private void judgeBetter(Tape tape, String name, Player judge, Flow real, Flow made) {
    Term onReal = Term.of(tape.through(judge, real), loss::real);
    Term onMade = Term.of(tape.through(judge, made), loss::fake);
    tape.note(name, tape.descend(judge, onReal.times(0.5), onMade.times(0.5)));
    judge.update();
  }
}
// endregion
