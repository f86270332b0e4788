package org.gan4j;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.gan4j.engine.NetworkEngine;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The shapes that a network takes and gives, found out by zeros.
 *
 * @param inputs in their order
 * @param given what the network gives for one example, in the order of its outputs
 */
record ShapeAdapters(List<ShapeAdapter> inputs, List<long[]> given) {
  /**
   * Tries a network with each way to give one example, and returns the first that it takes.
   *
   * @param ways for each of its inputs, how it may take it
   * @throws IllegalArgumentException if it takes none
   */
  static ShapeAdapters of(NetworkEngine engine, List<List<ShapeAdapter>> ways) {
    List<List<ShapeAdapter>> all = Lists.cartesianProduct(ways);
    List<RuntimeException> reasons = new ArrayList<>();
    for (List<ShapeAdapter> inputs : all) {
      try {
        return new ShapeAdapters(inputs, given(engine, inputs));
      } catch (RuntimeException e) {
        reasons.add(e);
      }
    }
    throw new IllegalArgumentException(
        "the network takes no input of shape %s; its first layer takes %s values or channels an"
                .formatted(
                    all.stream().map(ShapeAdapters::text).collect(joining(" and ")),
                    inputSize(engine))
            + " example. Deeplearning4j says: "
            + reasons.stream().map(Throwable::getMessage).collect(joining(" And: ")),
        reasons.get(reasons.size() - 1));
  }

  private static List<long[]> given(NetworkEngine engine, List<ShapeAdapter> inputs) {
    INDArray[] zeros =
        inputs.stream()
            .map(input -> Nd4j.zeros(engine.dataType(), input.inside()))
            .toArray(INDArray[]::new);
    return engine.inferAll(zeros).stream().map(INDArray::shape).toList();
  }

  private static String text(List<ShapeAdapter> inputs) {
    return inputs.stream()
        .map(ShapeAdapter::inside)
        .map(Arrays::toString)
        .collect(joining(" with "));
  }

  private static String inputSize(NetworkEngine engine) {
    OptionalLong size = engine.inputSize(0);
    return size.isPresent() ? "" + size.getAsLong() : "other";
  }

  /** Returns the outputs as the network gives them. */
  List<ShapeAdapter> outputs() {
    return given.stream().map(ShapeAdapter::unchanged).toList();
  }
}
