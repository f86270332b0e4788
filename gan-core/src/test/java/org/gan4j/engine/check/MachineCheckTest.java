package org.gan4j.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.deeplearning4j.nn.gradient.Gradient;
import org.gan4j.engine.ops.NativeOpsKernels;
import org.gan4j.engine.plan.Kernels;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.Value;
import org.gan4j.engine.plan.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class MachineCheckTest {
  static List<MachineCheck> all() {
    return MachineCheck.all();
  }

  static List<Probe> probes() {
    return Probes.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void thisMachineComputesRightly(MachineCheck check) {
    assertThat(check.run())
        .satisfies(o -> assertThat(o.ok()).as(o.toString()).isTrue())
        .satisfies(o -> assertThat(o.share()).isBetween(0.0, 1.0));
  }

  @Test
  void everyLayerIsCheckedByEverySetOfKernels() {
    for (Probe probe : Probes.all()) {
      assertThat(all())
          .filteredOn(check -> check.name().equals(probe.name()))
          .extracting(MachineCheck::by)
          .contains("ND4J", "Deeplearning4j")
          .doesNotHaveDuplicates();
    }
    assertThat(all()).allSatisfy(check -> assertThat(check.advice()).isNotBlank());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("probes")
  void outputThatIsOffByAThousandthIsFound(Probe probe) {
    Outcome outcome = with(probe, value -> value.own().muli(1.001), value -> value.own());
    assertThat(outcome.ok()).isFalse();
    assertThat(outcome.detail()).startsWith("an output ").contains("is off by").contains("allowed");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("probes")
  void gradientThatIsOffByAThousandthIsFound(Probe probe) {
    Outcome outcome = with(probe, value -> value.own(), value -> value.own().muli(0.999));
    assertThat(outcome.ok()).isFalse();
    assertThat(outcome.detail()).startsWith("a gradient at the input ");
  }

  @Test
  void whatIsNoNumberIsFound() {
    Probe probe = Probes.all().get(0);
    Outcome outcome = with(probe, value -> value.own().putScalar(0, Double.NaN), Value::own);
    assertThat(outcome.ok()).isFalse();
    assertThat(outcome.detail()).startsWith("an output NaN");
  }

  @Test
  void kernelsThatThrowAreAnOutcome() {
    Probe probe = Probes.all().get(0);
    Outcome outcome =
        with(
            probe,
            value -> {
              throw new UnsatisfiedLinkError("no such kernel");
            },
            Value::own);
    assertThat(outcome.ok()).isFalse();
    assertThat(outcome.detail()).contains("no such kernel");
  }

  private static Outcome with(
      Probe probe, Function<Value, INDArray> forward, Function<Value, INDArray> backward) {
    Kernels kernels =
        new Kernels() {
          private final Kernels right = new NativeOpsKernels();

          @Override
          public String name() {
            return "wrong";
          }

          @Override
          public Optional<Node> node(Operation operation) {
            return right.node(operation).map(node -> changed(node, forward, backward));
          }
        };
    return new LayerCheck(probe, Maker.ND4J, List.of(kernels)).run();
  }

  private static Node changed(
      Node node, Function<Value, INDArray> forward, Function<Value, INDArray> backward) {
    return new Node() {
      @Override
      public Value forward(List<Value> inputs, boolean training) {
        return Value.of(forward.apply(node.forward(inputs, training)));
      }

      @Override
      public Value[] backward(Value gradient, Wanted wanted) {
        Value[] right = node.backward(gradient, wanted);
        return Arrays.stream(right).map(v -> Value.of(backward.apply(v))).toArray(Value[]::new);
      }

      @Override
      public Gradient gradients() {
        return node.gradients();
      }

      @Override
      public boolean remembers() {
        return node.remembers();
      }
    };
  }
}
