package org.gan4j.engine.check;

import static org.gan4j.engine.check.Numbers.doubles;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gan4j.engine.NetworkEngine;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Some steps of an optimiser.
 *
 * @param rule which
 * @param maker of the step: gan4j, or Deeplearning4j, which makes it where gradients are clipped
 */
record OptimiserCheck(OptimiserRule rule, Maker maker) implements MachineCheck {
  private static final int STEPS = 3;
  private static final int BATCH = 4;
  private static final int IN = 30;
  private static final int OUT = 11;

  static List<OptimiserCheck> all() {
    List<OptimiserCheck> checks = new ArrayList<>();
    for (OptimiserRule rule : OptimiserRule.values()) {
      checks.add(new OptimiserCheck(rule, Maker.JAVA));
      checks.add(new OptimiserCheck(rule, Maker.DL4J));
    }
    return checks;
  }

  @Override
  public String name() {
    return "optimiser " + rule.label();
  }

  @Override
  public String by() {
    return maker.label();
  }

  @Override
  public String advice() {
    return maker.advice();
  }

  @Override
  public Outcome run() {
    try {
      return compare();
    } catch (LinkageError | RuntimeException e) {
      return Outcome.failure(e);
    }
  }

  private Outcome compare() {
    MultiLayerNetwork network = network();
    float[] start = Numbers.drawn(1, Math.toIntExact(network.numParams()), 1);
    network.params().assign(Numbers.array(start, network.params().shape()));
    NetworkEngine engine = NetworkEngine.of(network);
    OptimiserRule.Run expected = rule.from(doubles(start));
    for (int step = 1; step <= STEPS; step++) {
      engine
          .forward(Numbers.array(Numbers.drawn(step, BATCH * IN, 1), BATCH, IN))
          .accumulate(Numbers.array(Numbers.drawn(-step, BATCH * OUT, 1), BATCH, OUT));
      expected.step(doubles(engine.gradients()));
      engine.update();
    }
    return Outcome.of("a parameter", doubles(engine.parameters()), expected.parameters());
  }

  private MultiLayerNetwork network() {
    NeuralNetConfiguration.Builder builder =
        new NeuralNetConfiguration.Builder().dataType(DataType.FLOAT).updater(rule.updater());
    if (maker == Maker.DL4J) {
      builder
          .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
          .gradientNormalizationThreshold(1e6);
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            builder
                .list(new DenseLayer.Builder().nOut(OUT).activation(Activation.IDENTITY).build())
                .setInputType(InputType.feedForward(IN))
                .build());
    network.init();
    return network;
  }
}
