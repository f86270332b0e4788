package org.gan4j.engine.ops;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gan4j.engine.plan.LinearTangent;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Operation.ElementWise.Function;
import org.gan4j.engine.plan.ProductTangent;
import org.gan4j.engine.plan.Recent;
import org.gan4j.engine.plan.Tangent;
import org.gan4j.engine.plan.Value;
import org.gan4j.engine.plan.Wanted;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastTo;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays value by value. Where they differ in sizes, those of 1 are repeated as often as the others
 * need it, and the gradient there is a sum.
 */
final class ElementWiseNode implements Node {
  private record Buffers(
      Buffer output, List<Buffer> repeated, List<Buffer> before, List<Buffer> sums) {}

  private final Function function;
  private final Recent<Shapes, Buffers> buffers = new Recent<>(ElementWiseNode::make);
  private List<Value> given;
  private INDArray[] arrays; // repeated where that is needed
  private Shapes shapes;
  private Buffers last;

  ElementWiseNode(Function function) {
    this.function = function;
  }

  private static Buffers make(Shapes shapes) {
    long[] shape = common(shapes);
    List<Buffer> large =
        shapes.all().stream().map(one -> new Buffer(shapes.type(), shape)).toList();
    List<Buffer> repeated =
        shapes.all().stream().map(one -> new Buffer(shapes.type(), shape)).toList();
    return new Buffers(new Buffer(shapes.type(), shape), repeated, large, shapes.buffers());
  }

  private static long[] common(Shapes shapes) {
    long[] common = shapes.shape(0);
    for (List<Long> shape : shapes.all()) {
      checkArgument(
          shape.size() == common.length, "arrays of %s have no common shape", shapes.all());
      for (int k = 0; k < common.length; k++) {
        checkArgument(
            common[k] == 1 || shape.get(k) == 1 || shape.get(k) == common[k],
            "arrays of %s have no common shape",
            shapes.all());
        common[k] = Math.max(common[k], shape.get(k));
      }
    }
    return common;
  }

  @Override
  public Value forward(List<Value> inputs, boolean training) {
    given = inputs;
    INDArray[] all = arrays(inputs);
    shapes = Shapes.of(all);
    last = buffers.of(shapes);
    arrays =
        IntStream.range(0, all.length)
            .mapToObj(i -> repeated(all[i], last.repeated.get(i)))
            .toArray(INDArray[]::new);
    compute(last.output.get());
    return Value.lent(last.output.get());
  }

  private static INDArray[] arrays(List<Value> values) {
    return values.stream().map(Value::array).toArray(INDArray[]::new);
  }

  private INDArray repeated(INDArray array, Buffer buffer) {
    long[] common = last.output.get().shape();
    if (Arrays.equals(array.shape(), common)) {
      return array;
    }
    Nd4j.exec(new BroadcastTo(array, common, buffer.get()));
    return buffer.get();
  }

  private void compute(INDArray output) {
    switch (function) {
      case ADD -> sum(output);
      case AVERAGE -> sum(output).divi(arrays.length);
      case MAX -> largest(output);
      case SUBTRACT -> arrays[0].subi(arrays[1], output);
      case PRODUCT -> product(arrays[0], 0, output);
    }
  }

  /** Adds in pairs: ND4J's op for all at once takes a hundred times as long. */
  private INDArray sum(INDArray sum) {
    sum.assign(arrays[0]);
    for (int i = 1; i < arrays.length; i++) {
      sum.addi(arrays[i]);
    }
    return sum;
  }

  /** In pairs for the same reason. */
  private void largest(INDArray largest) {
    largest.assign(arrays[0]);
    for (int i = 1; i < arrays.length; i++) {
      Ops.run("maximum", Ops.of(largest, arrays[i]), Ops.of(largest));
    }
  }

  /** Multiplies a factor with all arrays but one. */
  private void product(INDArray factor, int without, INDArray product) {
    INDArray left = factor;
    for (int i = 0; i < arrays.length; i++) {
      if (i != without) {
        left = left.muli(arrays[i], product);
      }
    }
  }

  @Override
  public Value[] backward(Value gradient, Wanted wanted) {
    INDArray atOutput = gradient.array();
    INDArray[] before = before(atOutput);
    return IntStream.range(0, arrays.length)
        .mapToObj(i -> Value.lent(summed(before[i], i)))
        .toArray(Value[]::new);
  }

  /** Returns the gradients at the repeated arrays. */
  private INDArray[] before(INDArray gradient) {
    INDArray[] made = last.before.stream().map(Buffer::get).toArray(INDArray[]::new);
    switch (function) {
      case ADD -> Arrays.fill(made, gradient);
      case AVERAGE -> Arrays.fill(made, gradient.divi(arrays.length, made[0]));
      case SUBTRACT -> {
        made[0] = gradient;
        gradient.muli(-1, made[1]);
      }
      case PRODUCT -> {
        for (int i = 0; i < made.length; i++) {
          product(gradient, i, made[i]);
        }
      }
      case MAX -> {
        INDArray[] inputs = Arrays.copyOf(arrays, arrays.length + 1);
        inputs[arrays.length] = gradient;
        Ops.run("mergemax_bp", inputs, made);
      }
    }
    return made;
  }

  private INDArray summed(INDArray gradient, int input) {
    long[] shape = shapes.shape(input);
    long[] common = last.output.get().shape();
    int[] repeated = IntStream.range(0, shape.length).filter(k -> shape[k] != common[k]).toArray();
    return repeated.length == 0
        ? gradient
        : gradient.sum(last.sums.get(input).get(), true, repeated);
  }

  @Override
  public Optional<Tangent> tangent() {
    return Optional.of(
        switch (function) {
          case ADD, SUBTRACT, AVERAGE -> new LinearTangent(new ElementWiseNode(function));
          case PRODUCT ->
              new ProductTangent(
                  () -> given,
                  () -> new ElementWiseNode(function),
                  new ElementWiseNode(Function.ADD));
          case MAX -> new LinearTangent(new Largest());
        });
  }

  /** Takes of other arrays the values where the inputs have their largest. */
  private final class Largest implements Node {
    private final Recent<Shapes, List<Buffer>> repeats = new Recent<>(all -> make(all).repeated);
    private final Recent<Shapes, Buffer> outputs = new Recent<>(all -> make(all).output);

    @Override
    public Value forward(List<Value> others, boolean training) {
      INDArray[] all = arrays(others);
      List<Buffer> repeated = repeats.of(shapes);
      INDArray output = outputs.of(shapes).get();
      Ops.run("zeros_as", Ops.of(output), Ops.of(output));
      for (int i = 0; i < all.length; i++) {
        output.addi(before(repeated(all[i], repeated.get(i)))[i]);
      }
      return Value.lent(output);
    }

    @Override
    public Value[] backward(Value gradient, Wanted wanted) {
      return ElementWiseNode.this.backward(gradient, wanted);
    }
  }
}
