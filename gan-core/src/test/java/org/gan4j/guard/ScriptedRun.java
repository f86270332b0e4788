package org.gan4j.guard;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;
import org.gan4j.Discriminator;
import org.gan4j.Generator;
import org.gan4j.Networks;
import org.gan4j.Player;
import org.gan4j.train.AdversarialTrainer;
import org.gan4j.train.IdleTrainer;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.StepResult;
import org.nd4j.linalg.learning.config.Sgd;

/** A run whose steps are what a test says; its trainer has networks, but does not train them. */
final class ScriptedRun extends IdleTrainer implements Run {
  static final double RATE = 0.1;

  private final Generator generator;
  private final Discriminator discriminator =
      Discriminator.of(Networks.discriminator(new Sgd(RATE)), Networks.SHAPE);
  private StepResult result = step(0, 0.5, 0.5);
  private long steps;

  ScriptedRun() {
    this(Generator.of(Networks.generator(new Sgd(RATE)), Networks.SHAPE));
  }

  ScriptedRun(Generator generator) {
    this.generator = generator;
  }

  static StepResult step(long step, double onReal, double onFake) {
    return new StepResult(
        step, 8 * step, Map.of("d_loss", 0.1, "d_real", onReal, "d_fake", onFake, "g_loss", 0.2));
  }

  /** Makes a step without faults. */
  void next(RunListener listener) {
    next(listener, 0.5, 0.5);
  }

  void next(RunListener listener, double onReal, double onFake) {
    tell(listener, step(steps + 1, onReal, onFake));
  }

  void tell(RunListener listener, StepResult made) {
    result = made;
    steps = made.step();
    listener.onStep(this);
  }

  void goBackTo(long step) {
    steps = step;
  }

  @Override
  public AdversarialTrainer trainer() {
    return this;
  }

  Generator generator() {
    return generator;
  }

  Discriminator discriminator() {
    return discriminator;
  }

  @Override
  public Map<String, Player> players() {
    return ImmutableMap.of("generator", generator, "discriminator", discriminator);
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public long lastStep() {
    return Long.MAX_VALUE;
  }

  @Override
  public Optional<StepResult> result() {
    return Optional.of(result);
  }

  @Override
  public long imagesSeen() {
    return result.imagesSeen();
  }

  @Override
  public boolean failed() {
    return false;
  }

  @Override
  public void stop() {
    throw new UnsupportedOperationException();
  }
}
