package org.gan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.Networks;
import org.gan4j.Precision;
import org.gan4j.engine.Profile.Kind;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

class ProfileTest {
  private static final int BATCH = 4;
  private static final long FIRST = 2 * BATCH * 3 * 8; // operations of a forward pass
  private static final long LAST = 2 * BATCH * 8 * 5;

  private final INDArray input = Networks.normal(1, BATCH, 3);
  private final INDArray gradient = Networks.normal(2, BATCH, 5);
  private final NetworkEngine engine = NetworkEngine.of(network());
  private final Profile profile = engine.profile();

  private static MultiLayerNetwork network() {
    return Networks.network(
        new Sgd(0.1),
        InputType.feedForward(3),
        List.of(
            Networks.dense(8, Activation.TANH),
            Networks.batchNorm(),
            Networks.dense(5, Activation.TANH)));
  }

  private record Timed(String layer, Kind pass, long calls, long operations) {}

  private List<Timed> timed() {
    return profile.rows().stream()
        .map(
            row ->
                new Timed(row.layer(), row.pass(), row.calls(), Math.round(1e9 * row.gigaflops())))
        .toList();
  }

  @Test
  void everyKindOfPassIsCountedLayerByLayer() {
    assertThat(profile.rows()).isEmpty();
    engine.infer(input);
    engine.forward(input).backward(gradient);
    engine.update();

    assertThat(timed())
        .containsExactly(
            new Timed("0 DenseLayer", Kind.FORWARD, 2, FIRST),
            new Timed("0 DenseLayer", Kind.BACKWARD, 1, 2 * FIRST),
            new Timed("1 BatchNormalization", Kind.FORWARD, 2, 0),
            new Timed("1 BatchNormalization", Kind.BACKWARD, 1, 0),
            new Timed("2 DenseLayer", Kind.FORWARD, 2, LAST),
            new Timed("2 DenseLayer", Kind.BACKWARD, 1, 2 * LAST),
            new Timed("optimiser", Kind.UPDATE, 1, 0));
  }

  @Test
  void gradientsOfParametersAloneSpareTheFirstLayersInput() {
    EnginePass pass = engine.forward(input);
    profile.clear();
    pass.accumulate(gradient);

    assertThat(timed())
        .containsExactly(
            new Timed("0 DenseLayer", Kind.TO_PARAMETERS, 1, FIRST),
            new Timed("1 BatchNormalization", Kind.BACKWARD, 1, 0),
            new Timed("2 DenseLayer", Kind.BACKWARD, 1, 2 * LAST));
  }

  @Test
  void gradientAtTheInputAloneSparesAllParameters() {
    EnginePass pass = engine.forward(input);
    profile.clear();
    pass.inputGradient(gradient);

    assertThat(timed())
        .containsExactly(
            new Timed("0 DenseLayer", Kind.TO_INPUT, 1, FIRST),
            new Timed("1 BatchNormalization", Kind.TO_INPUT, 1, 0),
            new Timed("2 DenseLayer", Kind.TO_INPUT, 1, LAST));
  }

  @Test
  void timesOfAllLayersAreNoMoreThanWhatPassed() {
    long begun = System.nanoTime();
    for (int i = 0; i < 3; i++) {
      engine.forward(input).backward(gradient);
      engine.update();
    }
    double passed = (System.nanoTime() - begun) / 1e6;

    assertThat(profile.rows()).allSatisfy(row -> assertThat(row.millis()).isPositive());
    assertThat(profile.rows().stream().mapToDouble(Profile.Row::millis).sum())
        .isLessThanOrEqualTo(passed);
  }

  @Test
  void laterProfileTakesThePlaceOfTheEarlierOne() {
    engine.forward(input);
    List<Profile.Row> before = profile.rows();
    Profile later = engine.profile();
    engine.forward(input);

    assertThat(profile.rows()).isEqualTo(before);
    assertThat(later.rows()).hasSize(3).allSatisfy(row -> assertThat(row.calls()).isEqualTo(1));
  }

  @Test
  void timingChangesNoResult() {
    NetworkEngine untimed = NetworkEngine.of(network());
    EnginePass pass = engine.forward(input);
    EnginePass same = untimed.forward(input);
    Precision.assertSameBits(pass.output(), same.output());
    Precision.assertSameBits(pass.backward(gradient), same.backward(gradient));
    Precision.assertSameBits(pass.inputGradient(gradient), same.inputGradient(gradient));
    Precision.assertSameBits(engine.gradients(), untimed.gradients());
    engine.update();
    untimed.update();
    Precision.assertSameBits(engine.parameters(), untimed.parameters());
  }
}
