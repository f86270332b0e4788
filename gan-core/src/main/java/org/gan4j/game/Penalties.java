package org.gan4j.game;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gan4j.Batch;
import org.gan4j.Discriminator;
import org.gan4j.NativeArrays;
import org.gan4j.Seeds;
import org.gan4j.flow.Flow;
import org.gan4j.flow.Tape;
import org.gan4j.loss.GradientPenalty;
import org.gan4j.loss.GradientPenalty.Kind;
import org.gan4j.train.Stateful;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient penalties of a game: at which samples they are taken, and in which updates of the
 * discriminator. What the n-th update draws is a function of the seed and n.
 */
final class Penalties implements Stateful {
  private final GanTrainer game;
  private final List<GradientPenalty> all;
  private final long seed;
  private final Map<Kind, Double> values = new EnumMap<>(Kind.class); // the last ones
  private long updates;
  private double share = 1; // of the weights

  Penalties(GanTrainer game, Discriminator discriminator, List<GradientPenalty> all, long seed) {
    this.game = game;
    this.all = all;
    this.seed = seed;
    if (!all.isEmpty()) {
      discriminator
          .batchDependence()
          .ifPresent(
              layer -> {
                throw new IllegalArgumentException(
                    ("%s of the discriminator makes the score of one sample depend on the others of"
                            + " its batch, so that no gradient penalty (%s) is defined: use a"
                            + " discriminator without such layers, or no penalty")
                        .formatted(layer, all.get(0)));
              });
    }
  }

  /** Uses a share of the weights from now on. */
  void weigh(double part) {
    share = part;
  }

  /** Takes those at real samples, of scores that were given for them. */
  void onReal(Tape tape, Flow scores) {
    take(tape, Kind.R1, scores);
  }

  /** Takes those at generated samples, of scores that were given for them. */
  void onFake(Tape tape, Flow scores) {
    take(tape, Kind.R2, scores);
  }

  /** Takes those at samples that are neither, and counts the update. */
  void elsewhere(Tape tape, Flow x, Flow shown, Batch real) {
    for (Kind kind : List.of(Kind.WGAN_GP, Kind.WGAN_LP)) {
      if (isDue(kind)) {
        take(tape, kind, game.judge(tape, between(tape, x, shown, random(kind)), real));
      }
    }
    if (isDue(Kind.DRAGAN)) {
      take(tape, Kind.DRAGAN, game.judge(tape, near(tape, x, random(Kind.DRAGAN)), real));
    }
    updates++;
    values.forEach((kind, value) -> tape.note(name(kind), value));
  }

  /** Takes all, of scores that are given for them alone. */
  void all(Tape tape, Flow x, Flow shown, Batch real) {
    if (isDue(Kind.R1)) {
      onReal(tape, game.judge(tape, x, real));
    }
    if (isDue(Kind.R2)) {
      onFake(tape, game.judge(tape, shown, real));
    }
    elsewhere(tape, x, shown, real);
  }

  private static String name(Kind kind) {
    return "d_" + kind.word().replace('-', '_');
  }

  private boolean isDue(Kind kind) {
    return all.stream().anyMatch(penalty -> penalty.kind() == kind && isDue(penalty));
  }

  private boolean isDue(GradientPenalty penalty) {
    return updates % penalty.every() == 0;
  }

  private void take(Tape tape, Kind kind, Flow scores) {
    for (GradientPenalty penalty : all) {
      if (penalty.kind() == kind && isDue(penalty)) {
        values.put(
            kind, tape.penalise(game.discriminator(), scores, penalty, share * penalty.every()));
      }
    }
  }

  private SplittableRandom random(Kind kind) {
    return new SplittableRandom(Seeds.at(Seeds.derive(seed, kind.word()), updates));
  }

  /** Returns a point between each real sample and the generated one beside it. */
  private static Flow between(Tape tape, Flow x, Flow shown, SplittableRandom random) {
    checkArgument(
        x.count() == shown.count(),
        "a penalty between real and generated samples needs as many of each, not %s and %s",
        x.count(),
        shown.count());
    INDArray points = x.array().sub(shown.array());
    try (INDArray shares = uniform(random, 1, points.dataType(), x.count(), 1)) {
      NativeArrays.multiplyRows(points, shares);
    }
    return tape.take(points.addi(shown.array()));
  }

  /** Returns a point near each real sample. */
  private static Flow near(Tape tape, Flow x, SplittableRandom random) {
    INDArray real = x.array();
    INDArray points = uniform(random, 1, real.dataType(), real.shape());
    try (INDArray shares = uniform(random, deviation(real) / 2, real.dataType(), x.count(), 1)) {
      NativeArrays.multiplyRows(points, shares);
    }
    return tape.take(points.addi(real));
  }

  /** The standard deviation of all values. */
  private static double deviation(INDArray array) {
    double[] values = NativeArrays.values(array);
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values)
            .map(value -> (value - mean) * (value - mean))
            .average()
            .orElseThrow());
  }

  /** Draws values from 0 to a largest one. */
  private static INDArray uniform(
      SplittableRandom random, double largest, DataType type, long... shape) {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    double[] values = random.doubles(count).map(share -> share * largest).toArray();
    return NativeArrays.of(values, type, shape);
  }

  @Override
  public String stateName() {
    return "penalties";
  }

  @Override
  public void writeState(DataOutputStream out) throws IOException {
    out.writeLong(updates);
    out.writeInt(values.size());
    for (Map.Entry<Kind, Double> value : values.entrySet()) {
      out.writeUTF(value.getKey().word());
      out.writeDouble(value.getValue());
    }
  }

  @Override
  public void readState(DataInputStream in) throws IOException {
    long counted = in.readLong();
    int count = in.readInt();
    if (counted < 0 || count < 0 || count > Kind.values().length) {
      throw new IOException("%s updates and %s penalties make no sense".formatted(counted, count));
    }
    Map<Kind, Double> read = new EnumMap<>(Kind.class);
    for (int i = 0; i < count; i++) {
      String word = in.readUTF();
      double value = in.readDouble();
      all.stream()
          .map(GradientPenalty::kind)
          .filter(kind -> kind.word().equals(word))
          .forEach(kind -> read.put(kind, value));
    }
    updates = counted;
    values.clear();
    values.putAll(read);
  }
}
