package org.gan4j.game;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gan4j.Batch;
import org.gan4j.Player;
import org.gan4j.Seeds;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Tape;
import org.gan4j.flow.Term;
import org.gan4j.loss.AdversarialLoss;
import org.gan4j.loss.Losses;
import org.gan4j.train.Stateful;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Zhu et al. 2017 (arXiv:1703.10593): g makes y of x, f makes x of y, and dy and dx judge them. The
 * samples are those of y; those of x, which are no counterparts, are given with them.
 */
class CycleGan extends Game {
  private final Player g;
  private final Player f;
  private final Player dx;
  private final Player dy;
  private final Map<String, Double> weights; // of the generators' terms, by name
  private final AdversarialLoss loss = Losses.leastSquares();
  private final Pool poolX;
  private final Pool poolY;

  CycleGan(Map<String, Player> players, RealBatches real, Map<String, Double> weights, long seed) {
    super(players, real, seed);
    this.g = players.get("g");
    this.f = players.get("f");
    this.dx = players.get("dx");
    this.dy = players.get("dy");
    this.weights = weights;
    this.poolX = new Pool("pool-x", seed);
    this.poolY = new Pool("pool-y", seed);
  }

  @Override
  protected void step(Tape tape) {
    Batch both = next(tape);
    Flow x = tape.of(both.given(0));
    Flow y = tape.of(both.samples());
    Flow fakeY = tape.through(g, x);
    Flow fakeX = tape.through(f, y);
    List<Term> terms =
        List.of(
            term("same_y", Term.l1(tape.through(g, y), y)),
            term("same_x", Term.l1(tape.through(f, x), x)),
            term("g_y", Term.of(tape.through(dy, fakeY), loss::generator)),
            term("g_x", Term.of(tape.through(dx, fakeX), loss::generator)),
            term("cycle_x", Term.l1(tape.through(f, fakeY), x)),
            term("cycle_y", Term.l1(tape.through(g, fakeX), y)));
    tape.note("g_loss", tape.descend(List.of(g, f), terms));
    g.update();
    f.update();
    judgeBetter(tape, "d_y", dy, y, poolY.exchange(tape, fakeY));
    judgeBetter(tape, "d_x", dx, x, poolX.exchange(tape, fakeX));
  }

  private Term term(String name, Term term) {
    return term.named(name).times(weights.get(name));
  }

  void judgeBetter(Tape tape, String name, Player judge, Flow real, Flow fake) {
    Term onReal = Term.of(tape.through(judge, real), loss::real);
    Term onFake = Term.of(tape.through(judge, fake), loss::fake);
    tape.note(name, tape.descend(judge, onReal.times(0.5), onFake.times(0.5)));
    judge.update();
  }

  @Override
  protected List<Stateful> ownState() {
    return List.of(poolX, poolY);
  }

  /** The last fifty pictures, of which a judge is shown one in place of every second new one. */
  private static final class Pool implements Stateful {
    private static final int SIZE = 50;

    private final List<INDArray> pictures = new ArrayList<>();
    private final String name;
    private final long seed;
    private long drawn;

    Pool(String name, long seed) {
      this.name = name;
      this.seed = Seeds.derive(seed, name);
    }

    Flow exchange(Tape tape, Flow fake) {
      INDArray shown = fake.keep();
      for (int i = 0; i < fake.count(); i++) {
        SplittableRandom random = new SplittableRandom(Seeds.at(seed, drawn++));
        INDArray picture = fake.array().slice(i).dup('c');
        if (pictures.size() < SIZE) {
          pictures.add(picture);
        } else if (random.nextBoolean()) {
          shown.slice(i).assign(pictures.set(random.nextInt(SIZE), picture));
        }
      }
      return tape.take(shown);
    }

    @Override
    public String stateName() {
      return name;
    }

    @Override
    public void writeState(DataOutputStream out) throws IOException {
      out.writeLong(drawn);
      out.writeInt(pictures.size());
      for (INDArray picture : pictures) {
        Nd4j.write(picture, out);
      }
    }

    @Override
    public void readState(DataInputStream in) throws IOException {
      drawn = in.readLong();
      pictures.clear();
      for (int i = in.readInt(); i > 0; i--) {
        pictures.add(Nd4j.read(in));
      }
    }
  }
}
