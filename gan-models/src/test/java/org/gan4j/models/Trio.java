package org.gan4j.models;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gan4j.Pass;
import org.gan4j.Player;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A player three times, see {@link Precision#assertAsNear}.
 *
 * @param ours by the kernels under test
 * @param theirs by Deeplearning4j's own layers in single precision
 * @param exact by those in double precision
 */
record Trio<P extends Player>(P ours, P theirs, P exact) {
  /** One pass of each of the three. */
  record Passes(Pass ours, Pass theirs, Pass exact) {
    /** As {@link Trio#assertAsNear}. */
    INDArray assertAsNear(Function<Pass, INDArray> result) {
      INDArray given = result.apply(ours);
      Precision.assertAsNear(given, result.apply(theirs), result.apply(exact));
      return given;
    }
  }

  Passes forward(INDArray... inputs) {
    return new Passes(ours.forward(inputs), theirs.forward(inputs), exact.forward(inputs));
  }

  /** Asserts that what ours gives is as near to what is right as what theirs gives; returns it. */
  INDArray assertAsNear(Function<P, INDArray> result) {
    INDArray given = result.apply(ours);
    Precision.assertAsNear(given, result.apply(theirs), result.apply(exact));
    return given;
  }

  /** Compares weights with weights, biases with biases and so on, layer by layer. */
  void assertEachAsNear(Function<P, INDArray> result) {
    INDArray given = flat(result.apply(ours));
    INDArray their = flat(result.apply(theirs));
    INDArray right = flat(result.apply(exact));
    long from = 0;
    for (Map.Entry<String, INDArray> parameter : exact.network().paramTable().entrySet()) {
      long to = from + parameter.getValue().length();
      var part = NDArrayIndex.interval(from, to);
      Precision.assertAsNear(given.get(part), their.get(part), right.get(part));
      from = to;
    }
  }

  private static INDArray flat(INDArray array) {
    return array.reshape(array.length());
  }

  void each(Consumer<P> action) {
    action.accept(ours);
    action.accept(theirs);
    action.accept(exact);
  }

  /** Goes on from our parameters, so that no error of a step grows in those after it. */
  void align() {
    theirs.weights().parameters().assign(ours.weights().parameters());
    exact.weights().parameters().assign(ours.weights().parameters());
  }
}
