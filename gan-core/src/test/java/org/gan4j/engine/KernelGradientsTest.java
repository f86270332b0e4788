package org.gan4j.engine;

import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.gan4j.Gradients;
import org.gan4j.engine.KernelNetworks.Case;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What kernels in double precision give, against finite differences of their own output. */
class KernelGradientsTest {
  private static final Set<String> RUNNING_STATISTICS = Set.of("mean", "var", "log10stdev");
  private static final int BATCH = 3;

  static Stream<Case> networks() {
    return Stream.of(
            KernelNetworks.vectors(),
            KernelNetworks.images(4, 3),
            KernelNetworks.dilatedPooling(4, 3))
        .flatMap(cases -> cases)
        .filter(one -> one.make().apply(DataType.DOUBLE).numParams() < 1000); // the others are slow
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void gradientsAreThoseOfTheOutput(Case one) {
    NetworkEngine engine = KernelSetting.ND4J_DOUBLE.engine(one.make().apply(DataType.DOUBLE));
    INDArray input = one.input(DataType.DOUBLE, 1, BATCH);
    INDArray weights =
        KernelNetworks.normal(DataType.DOUBLE, 2, BATCH, (int) engine.infer(input).size(1));
    DoubleSupplier sum =
        () -> forward(engine, input).output().mul(weights).sumNumber().doubleValue();

    INDArray atInput = forward(engine, input).backward(weights);
    INDArray atParameters = withoutRunningStatistics(engine);

    Gradients.assertSlope(atParameters, engine.parameters(), sum);
    if (one.numbered()) { // a step of 1e-5 goes from one row to another
      INDArray numerical = Gradients.numerical(input, sum);
      numerical.getColumn(0).assign(0);
      Gradients.assertAgree(atInput, numerical);
    } else {
      Gradients.assertSlope(atInput, input, sum);
    }
  }

  /** Every pass draws the same dropout masks. */
  private static EnginePass forward(NetworkEngine engine, INDArray input) {
    engine.seed(5);
    return engine.forward(input);
  }

  /** Returns the gradients, zero where a training pass does not read the parameter. */
  private static INDArray withoutRunningStatistics(NetworkEngine engine) {
    INDArray gradients = engine.gradients();
    long offset = 0;
    for (Layer layer : Admission.admit(engine.network()).layers()) {
      for (var parameter : layer.paramTable().entrySet()) {
        long next = offset + parameter.getValue().length();
        if (RUNNING_STATISTICS.contains(parameter.getKey())) {
          gradients.get(NDArrayIndex.interval(offset, next)).assign(0);
        }
        offset = next;
      }
    }
    return gradients;
  }
}
