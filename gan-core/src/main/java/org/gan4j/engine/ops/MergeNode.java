package org.gan4j.engine.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gan4j.engine.plan.LinearTangent;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Recent;
import org.gan4j.engine.plan.Tangent;
import org.gan4j.engine.plan.Value;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays side by side along their second dimension. */
final class MergeNode implements Node {
  private static final int DIMENSION = 1;

  private record Buffers(Buffer output, List<Buffer> atInputs) {}

  private final Recent<Shapes, Buffers> buffers = new Recent<>(MergeNode::make);
  private INDArray[] arrays;
  private Buffers last;

  private static Buffers make(Shapes shapes) {
    long[] merged = shapes.shape(0);
    merged[DIMENSION] = shapes.all().stream().mapToLong(shape -> shape.get(DIMENSION)).sum();
    return new Buffers(new Buffer(shapes.type(), merged), shapes.buffers());
  }

  @Override
  public Value forward(List<Value> inputs, boolean training) {
    arrays = inputs.stream().map(Value::array).toArray(INDArray[]::new);
    last = buffers.of(Shapes.of(arrays));
    Ops.run("concat", arrays, Ops.of(last.output.get()), DIMENSION);
    return Value.lent(last.output.get());
  }

  @Override
  public Value[] backward(Value gradient, Wanted wanted) {
    INDArray[] parts = last.atInputs.stream().map(Buffer::get).toArray(INDArray[]::new);
    INDArray[] inputs = Arrays.copyOf(arrays, arrays.length + 1);
    inputs[arrays.length] = gradient.array();
    Ops.run("concat_bp", inputs, parts, DIMENSION);
    return Arrays.stream(parts).map(Value::lent).toArray(Value[]::new);
  }

  @Override
  public Optional<Tangent> tangent() {
    return Optional.of(new LinearTangent(new MergeNode()));
  }
}
