package org.gan4j.engine.ops;

import java.util.List;
import java.util.Optional;
import org.gan4j.engine.plan.LinearTangent;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Recent;
import org.gan4j.engine.plan.Tangent;
import org.gan4j.engine.plan.Value;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every value multiplied by the same number. */
final class ScaleNode implements Node {
  private record Buffers(INDArray factor, Buffer output, Buffer atInput) {}

  private final double factor;
  private final Recent<Shapes, Buffers> buffers = new Recent<>(this::make);
  private Buffers last;

  ScaleNode(double factor) {
    this.factor = factor;
  }

  private Buffers make(Shapes shapes) {
    return new Buffers(
        Nd4j.createFromArray(factor).castTo(shapes.type()),
        new Buffer(shapes.type(), shapes.shape(0)),
        new Buffer(shapes.type(), shapes.shape(0)));
  }

  @Override
  public Value forward(List<Value> inputs, boolean training) {
    INDArray input = inputs.get(0).array();
    last = buffers.of(Shapes.of(Ops.of(input)));
    return scaled(input, last.output.get());
  }

  @Override
  public Value[] backward(Value gradient, Wanted wanted) {
    return new Value[] {scaled(gradient.array(), last.atInput.get())};
  }

  private Value scaled(INDArray values, INDArray to) {
    Ops.run("multiply", Ops.of(values, last.factor), Ops.of(to));
    return Value.lent(to);
  }

  @Override
  public Optional<Tangent> tangent() {
    return Optional.of(new LinearTangent(new ScaleNode(factor)));
  }
}
