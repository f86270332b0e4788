package org.gan4j.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gan4j.engine.plan.Node;
import org.gan4j.engine.plan.Tangent;
import org.gan4j.engine.plan.Value;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The derivative of a pass along directions at its inputs, forward over reverse: what changes in
 * the gradients of the parameters where the inputs move, in two parts. Of a layer {@code y = W x}
 * with the gradient {@code d} at {@code y}, the gradient at {@code W} is {@code d x}. Along the
 * direction {@code x'} it changes by {@code d x'}, which is written on the way forward here, and by
 * {@code d' x}, which an ordinary way back gives, that begins where the network bends: it is needed
 * by smooth activations and by products alone.
 */
final class Tangents {
  private final Program program;
  private final List<Tangent> tangents; // one for each step
  private final List<Scratch> zeros; // by value

  private Tangents(Program program, List<Tangent> tangents) {
    this.program = program;
    this.tangents = tangents;
    this.zeros = Stream.generate(Scratch::new).limit(program.values()).toList();
  }

  /** Returns those of a network, if all its nodes have one. */
  static Optional<Tangents> of(Program program, List<Node> nodes) {
    List<Tangent> all = nodes.stream().flatMap(node -> node.tangent().stream()).toList();
    return all.size() == nodes.size() ? Optional.of(new Tangents(program, all)) : Optional.empty();
  }

  /**
   * Where a way back begins.
   *
   * @param value its number
   * @param gradient there
   */
  record Bend(int value, Value gradient) {}

  /**
   * Goes along directions, and writes the first part.
   *
   * @param directions at the inputs, null where there is none
   * @param values of the pass
   * @param gradients at the values, null where there is none
   * @param type of all
   * @return where the second part begins
   */
  List<Bend> along(Value[] directions, List<Value> values, Value[] gradients, DataType type) {
    Value[] along = new Value[program.values()];
    System.arraycopy(directions, 0, along, 0, directions.length);
    List<Bend> bends = new ArrayList<>();
    for (int i = 0; i < tangents.size(); i++) {
      int value = program.valueOf(i);
      List<Integer> inputs = program.steps().get(i).inputs();
      if (gradients[value] != null && inputs.stream().anyMatch(from -> along[from] != null)) {
        List<Value> taken =
            inputs.stream()
                .map(from -> along[from] == null ? zero(from, values, type) : along[from])
                .toList();
        along[value] = tangents.get(i).along(taken, gradients[value]);
        bends(tangents.get(i), value, inputs, bends);
      }
    }
    return bends;
  }

  private Value zero(int value, List<Value> values, DataType type) {
    return Value.lent(zeros.get(value).of(type, values.get(value).shape()));
  }

  private static void bends(Tangent tangent, int value, List<Integer> inputs, List<Bend> bends) {
    if (tangent.atOutput() != null) {
      bends.add(new Bend(value, tangent.atOutput()));
    }
    List<Value> atInputs = tangent.atInputs();
    for (int k = 0; k < atInputs.size(); k++) {
      if (atInputs.get(k) != null) {
        bends.add(new Bend(inputs.get(k), atInputs.get(k)));
      }
    }
  }
}
