package org.gan4j.engine.ops;

import java.util.Arrays;
import java.util.List;
import org.gan4j.engine.plan.GroupDeviations;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Recent;
import org.gan4j.engine.plan.Value;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A channel more, which says how much the examples of a group differ. It has no tangent: a score
 * depends on other examples.
 */
final class DeviationNode implements Node {
  private static final int CHANNELS = 1; // the dimension

  private record Buffers(Buffer output, Buffer atInput) {}

  private final Recent<Shapes, Buffers> buffers = new Recent<>(this::make);
  private Buffers last;
  private GroupDeviations deviations; // of the last pass

  private Buffers make(Shapes shapes) {
    long[] wider = shapes.shape(0);
    wider[CHANNELS]++;
    return new Buffers(
        new Buffer(shapes.type(), wider), new Buffer(shapes.type(), shapes.shape(0)));
  }

  @Override
  public Value forward(List<Value> inputs, boolean training) {
    INDArray input = inputs.get(0).array();
    long[] shape = input.shape();
    long plane = Arrays.stream(shape).skip(CHANNELS + 1).reduce(1, Math::multiplyExact);
    last = buffers.of(Shapes.of(Ops.of(input)));
    deviations = new GroupDeviations(values(input), (int) shape[0], (int) plane);
    return filled(last.output.get(), deviations.appended());
  }

  @Override
  public Value[] backward(Value gradient, Wanted wanted) {
    return new Value[] {filled(last.atInput.get(), deviations.gradient(values(gradient.array())))};
  }

  private static double[] values(INDArray array) {
    if (!array.isView()) {
      return array.data().asDouble();
    }
    try (INDArray copy = array.dup('c')) {
      return copy.data().asDouble();
    }
  }

  private static Value filled(INDArray buffer, double[] values) {
    try (INDArray all = Nd4j.create(values, buffer.shape(), buffer.dataType())) {
      buffer.assign(all);
    }
    return Value.lent(buffer);
  }
}
