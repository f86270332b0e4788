package org.gan4j.engine.ops;

import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gan4j.engine.plan.LinearTangent;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Operation;
import org.gan4j.engine.plan.Recent;
import org.gan4j.engine.plan.Tangent;
import org.gan4j.engine.plan.Value;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A part of an array along its second dimension; the gradient is zero beside it. */
final class SubsetNode implements Node {
  private static final int DIMENSION = 1;

  private record Buffers(
      Buffer output, List<INDArray> before, List<INDArray> behind, Buffer atInput) {}

  private final int from;
  private final int to;
  private final Recent<Shapes, Buffers> buffers = new Recent<>(this::make);
  private Buffers last;

  SubsetNode(Operation.Subset subset) {
    this.from = subset.from();
    this.to = subset.to();
  }

  private Buffers make(Shapes shapes) {
    long[] whole = shapes.shape(0);
    return new Buffers(
        new Buffer(shapes.type(), wide(whole, to - from)),
        zeros(shapes.type(), wide(whole, from)),
        zeros(shapes.type(), wide(whole, whole[DIMENSION] - to)),
        new Buffer(shapes.type(), whole));
  }

  private static long[] wide(long[] whole, long size) {
    long[] part = whole.clone();
    part[DIMENSION] = size;
    return part;
  }

  /** Returns nothing where there is no such part. */
  private static List<INDArray> zeros(DataType type, long[] shape) {
    return shape[DIMENSION] == 0 ? List.of() : List.of(Nd4j.zeros(type, shape));
  }

  @Override
  public Value forward(List<Value> inputs, boolean training) {
    INDArray input = inputs.get(0).array();
    last = buffers.of(Shapes.of(Ops.of(input)));
    INDArray output = last.output.get();
    int[] begin = new int[input.rank()];
    begin[DIMENSION] = from;
    int[] sizes = Ints.toArray(Longs.asList(output.shape()));
    Ops.run("slice", Ops.of(input), Ops.of(output), Ints.concat(begin, sizes));
    return Value.lent(output);
  }

  @Override
  public Value[] backward(Value gradient, Wanted wanted) {
    INDArray[] parts =
        Stream.of(last.before, List.of(gradient.array()), last.behind)
            .flatMap(List::stream)
            .toArray(INDArray[]::new);
    INDArray whole = last.atInput.get();
    Ops.run("concat", parts, Ops.of(whole), DIMENSION);
    return new Value[] {Value.lent(whole)};
  }

  @Override
  public Optional<Tangent> tangent() {
    return Optional.of(new LinearTangent(new SubsetNode(new Operation.Subset(from, to))));
  }
}
