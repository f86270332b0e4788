package org.gan4j;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gan4j.engine.NetworkEngine;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Finds out by zeros which shapes a network takes and gives. */
final class Ports {
  private final NetworkEngine engine;

  Ports(NetworkEngine engine) {
    this.engine = engine;
  }

  /** Returns the shapes that a network may take samples in: as they are, or in a row. */
  static List<long[]> ways(SampleShape shape) {
    long[] row = {1, shape.size()};
    return Arrays.equals(shape.batch(1), row) ? List.of(row) : List.of(shape.batch(1), row);
  }

  /**
   * Tries the network with each way to give one example, and returns the first that it takes.
   *
   * @param outside the inputs as callers give them
   * @param ways for each of them, the shapes that the network may take it in
   */
  List<Port> inputs(List<long[]> outside, List<List<long[]>> ways) {
    List<List<long[]>> all = product(ways);
    List<long[]> taken =
        all.stream().filter(each -> refusal(each).isEmpty()).findFirst().orElseGet(() -> fail(all));
    return IntStream.range(0, outside.size())
        .mapToObj(i -> new Port(outside.get(i), taken.get(i)))
        .toList();
  }

  /** Returns the shapes that the network gives for one example. */
  List<long[]> given(List<Port> inputs) {
    return outputs(inputs.stream().map(Port::inside).toList());
  }

  private List<long[]> outputs(List<long[]> example) {
    INDArray[] zeros =
        example.stream()
            .map(shape -> Nd4j.zeros(engine.dataType(), shape))
            .toArray(INDArray[]::new);
    return engine.inferAll(zeros).stream().map(INDArray::shape).toList();
  }

  private Optional<RuntimeException> refusal(List<long[]> example) {
    try {
      outputs(example);
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }

  private List<long[]> fail(List<List<long[]>> tried) {
    List<RuntimeException> reasons = tried.stream().flatMap(way -> refusal(way).stream()).toList();
    throw new IllegalArgumentException(
        "the network takes no input of shape %s; its first layer takes %s values or channels an"
                .formatted(tried.stream().map(Ports::text).collect(joining(" and ")), inputSize())
            + " example. Deeplearning4j says: "
            + reasons.stream().map(Throwable::getMessage).collect(joining(" And: ")),
        reasons.get(reasons.size() - 1));
  }

  private static String text(List<long[]> shapes) {
    return shapes.stream().map(Arrays::toString).collect(joining(" with "));
  }

  private String inputSize() {
    return engine.inputSize(0).isPresent() ? "" + engine.inputSize(0).getAsLong() : "other";
  }

  private static List<List<long[]>> product(List<List<long[]>> ways) {
    Stream<List<long[]>> all = Stream.of(List.of());
    for (List<long[]> more : ways) {
      all = all.flatMap(before -> more.stream().map(way -> with(before, way)));
    }
    return all.toList();
  }

  private static List<long[]> with(List<long[]> before, long[] way) {
    List<long[]> longer = new ArrayList<>(before);
    longer.add(way);
    return longer;
  }
}
