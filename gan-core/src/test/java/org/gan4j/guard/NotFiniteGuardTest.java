package org.gan4j.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gan4j.guard.ScriptedRun.RATE;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.Networks;
import org.gan4j.guard.Warning.Kind;
import org.gan4j.train.StepResult;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

class NotFiniteGuardTest {
  private static final INDArray LATENTS = Networks.normal(1, 4, Networks.LATENT_SIZE);

  private final List<Warning> warnings = new ArrayList<>();
  private final ScriptedRun run = new ScriptedRun();
  private final INDArray goodParameters = run.generator().weights().parameters().dup();

  /** As a checkpoint of step 3 that has parameters, but leaves learning rates alone. */
  private OptionalLong backToThree() {
    run.generator().weights().parameters().assign(goodParameters);
    run.goBackTo(3);
    return OptionalLong.of(3);
  }

  private NotFiniteGuard guard(RollBack rollBack) {
    return guard(run.generator(), rollBack);
  }

  private NotFiniteGuard guard(Generator generator, RollBack rollBack) {
    return new NotFiniteGuard(generator, LATENTS, 5, Retries.of(rollBack), warnings::add);
  }

  private static StepResult nan(long step) {
    return new StepResult(step, 8, Map.of("d_loss", Double.NaN, "g_loss", 0.2));
  }

  private double rate() {
    assertThat(run.discriminator().weights().learningRate())
        .isEqualTo(run.generator().weights().learningRate());
    return run.generator().weights().learningRate().orElseThrow();
  }

  @Test
  void lossThatIsNotANumberTakesTheRunBackAtHalfTheLearningRates() {
    NotFiniteGuard guard = guard(this::backToThree);
    run.next(guard);
    run.tell(guard, nan(7));

    assertThat(run.steps()).isEqualTo(3);
    assertThat(rate()).isCloseTo(RATE / 2, within(1e-12));
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).step()).isEqualTo(7);
    assertThat(warnings.get(0).kind()).isEqualTo(Kind.NOT_FINITE);
    assertThat(warnings.get(0).message())
        .contains("d_loss is NaN after step 7")
        .contains("went back to step 3")
        .contains("all learning rates times 0.5 (1 of 3 tries)");

    run.next(guard);
    assertThat(run.steps()).as("goes on").isEqualTo(4);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void endsTheRunWhenItComesAgainAfterAllTries() {
    NotFiniteGuard guard = guard(this::backToThree);
    for (int i = 1; i <= 3; i++) {
      run.tell(guard, nan(7));
      assertThat(rate()).isCloseTo(RATE / Math.pow(2, i), within(1e-12));
    }
    assertThatThrownBy(() -> run.tell(guard, nan(8)))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("d_loss is NaN after step 8")
        .hasMessageContaining("3 times did not help")
        .hasMessageContaining("lower learning rate");
    assertThat(warnings).hasSize(3);
    assertThat(run.steps()).as("is left for inspection").isEqualTo(8);
  }

  @Test
  void rateThatCannotBeLoweredEndsTheRunAndSaysWhatWasFound() {
    ((MultiLayerNetwork) run.generator().network())
        .setLearningRate(new MapSchedule(ScheduleType.ITERATION, Map.of(0, RATE)));
    assertThatThrownBy(() -> run.tell(guard(this::backToThree), nan(7)))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("d_loss is NaN after step 7; went back to step 3")
        .hasMessageContaining("MapSchedule, which has no initial value to lower");
  }

  /** A checkpoint may bring back the learning rates of then, and the count of tries. */
  @Test
  void ratesAndTriesGoOnWhereACheckpointBringsTheOldOnesBack() {
    List<NotFiniteGuard> same = new ArrayList<>();
    NotFiniteGuard guard =
        guard(
            () -> {
              run.generator().weights().scaleLearningRate(RATE / rate());
              run.discriminator()
                  .weights()
                  .scaleLearningRate(
                      RATE / run.discriminator().weights().learningRate().orElseThrow());
              carryFresh(same.get(0));
              return backToThree();
            });
    same.add(guard);
    for (int i = 1; i <= 3; i++) {
      run.tell(guard, nan(7));
      assertThat(rate()).isCloseTo(RATE / Math.pow(2, i), within(1e-12));
    }
    assertThatThrownBy(() -> run.tell(guard, nan(7))).isInstanceOf(GanException.class);
  }

  private void carryFresh(NotFiniteGuard guard) {
    assertThatCode(() -> States.carry(guard(OptionalLong::empty)::writeState, guard::readState))
        .doesNotThrowAnyException();
  }

  @Test
  void endsTheRunWithoutACheckpoint() {
    NotFiniteGuard guard = guard(OptionalLong::empty);
    assertThatThrownBy(() -> run.tell(guard, nan(7)))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("NaN after step 7")
        .hasMessageContaining("it did not go back to a checkpoint");
    assertThat(rate()).isEqualTo(RATE);
    assertThat(warnings).isEmpty();
  }

  @Test
  void infiniteParameterIsFoundAtTheNextLook() {
    NotFiniteGuard guard = guard(this::backToThree);
    run.generator().weights().parameters().putScalar(11, Double.POSITIVE_INFINITY);
    run.tell(guard, ScriptedRun.step(9, 0.5, 0.5));
    assertThat(warnings).as("no look at step 9").isEmpty();
    assertThat(guard.healthy(run)).isFalse();
    run.tell(guard, ScriptedRun.step(10, 0.5, 0.5));

    assertThat(run.steps()).isEqualTo(3);
    assertThat(warnings.get(0).message())
        .contains("1 of %,d parameters of the generator".formatted(goodParameters.length()));
    assertThat(guard.healthy(run)).isTrue();
  }

  @Test
  void parametersOfTheDiscriminatorAreLookedAtToo() {
    NotFiniteGuard guard = guard(OptionalLong::empty);
    run.discriminator().weights().parameters().putScalar(0, Double.NaN);
    assertThatThrownBy(() -> run.tell(guard, ScriptedRun.step(5, 0.5, 0.5)))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("parameters of the discriminator");
  }

  @Test
  void sampleThatIsNotFiniteIsFoundThoughAllParametersAre() {
    Generator infinite = infinite(run.generator());
    NotFiniteGuard guard = guard(infinite, OptionalLong::empty);
    ScriptedRun other = new ScriptedRun(infinite);
    assertThat(Finite.problem(other)).as("of parameters").isEmpty();
    assertThat(guard.healthy(other)).isFalse();
    assertThatThrownBy(() -> other.tell(guard, ScriptedRun.step(5, 0.5, 0.5)))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("1 of 144 values of generated images are NaN or infinite");
  }

  /** A generator like another one, with an infinite value in its samples. */
  private static Generator infinite(Generator generator) {
    return (Generator)
        Proxy.newProxyInstance(
            Generator.class.getClassLoader(),
            new Class<?>[] {Generator.class},
            (proxy, method, args) ->
                method.getName().equals("generate")
                    ? generator.generate((INDArray) args[0]).putScalar(9, Double.NEGATIVE_INFINITY)
                    : method.invoke(generator, args));
  }

  @Test
  void triesThatWereUsedSurviveAResumedRun() throws IOException {
    NotFiniteGuard guard = guard(this::backToThree);
    run.tell(guard, nan(7));
    run.tell(guard, nan(7));
    NotFiniteGuard resumed = guard(this::backToThree);
    States.carry(guard::writeState, resumed::readState);
    run.tell(resumed, nan(9));
    assertThat(warnings.get(2).message()).contains("3 of 3 tries");
    assertThatThrownBy(() -> run.tell(resumed, nan(9))).isInstanceOf(GanException.class);
  }
}
