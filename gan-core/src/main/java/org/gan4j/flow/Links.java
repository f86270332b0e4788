package org.gan4j.flow;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gan4j.Link;
import org.gan4j.Pass;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What stands between players and learns nothing. */
public final class Links {
  private Links() {}

  /** {@return the rows of a first flow, then those of a second} */
  public static Link rowsOfBoth() {
    return inputs -> new Joined(0, List.of(inputs), Nd4j.concat(0, inputs));
  }

  /**
   * {@return flows side by side along their second dimension: columns of rows, channels of
   * pictures}
   */
  public static Link sideBySide() {
    return inputs -> new Joined(1, List.of(inputs), Nd4j.concat(1, inputs));
  }

  /**
   * {@return the same rows of each of some flows}
   *
   * @param from the first, from 0
   * @param to the one behind the last
   */
  public static Link rows(long from, long to) {
    checkArgument(from >= 0 && to > from, "there are no rows from %s to before %s", from, to);
    return inputs -> Part.of(from, to, List.of(inputs));
  }

  private static INDArray part(INDArray array, int dimension, long from, long to) {
    INDArrayIndex[] all = new INDArrayIndex[array.rank()];
    Arrays.fill(all, NDArrayIndex.all());
    all[dimension] = NDArrayIndex.interval(from, to);
    return array.get(all);
  }

  /** A way back through something that has no parameters. */
  private interface Plain extends Pass {
    @Override
    default List<INDArray> backward(INDArray... gradients) {
      return inputGradients(gradients);
    }

    @Override
    default void accumulate(INDArray... gradients) {
      // There is nothing that could learn.
    }
  }

  private record Joined(int dimension, List<INDArray> inputs, INDArray made) implements Plain {
    @Override
    public List<INDArray> outputs() {
      return List.of(made);
    }

    @Override
    public List<INDArray> inputGradients(INDArray... gradients) {
      INDArray gradient = gradients[0];
      long[] from = {0};
      return inputs.stream()
          .map(
              input -> {
                long begin = from[0];
                from[0] += input.size(dimension);
                return part(gradient, dimension, begin, from[0]).dup('c');
              })
          .toList();
    }

    @Override
    public Pass at(INDArray... others) {
      return new Joined(dimension, List.of(others), Nd4j.concat(dimension, others));
    }
  }

  private record Part(long from, long to, List<INDArray> inputs, List<INDArray> outputs)
      implements Plain {
    static Part of(long from, long to, List<INDArray> inputs) {
      return new Part(
          from, to, inputs, inputs.stream().map(all -> part(all, 0, from, to).dup('c')).toList());
    }

    @Override
    public List<INDArray> inputGradients(INDArray... gradients) {
      return IntStream.range(0, inputs.size())
          .mapToObj(i -> gradients[i] == null ? null : whole(inputs.get(i), gradients[i]))
          .toList();
    }

    private INDArray whole(INDArray input, INDArray gradient) {
      INDArray all = Nd4j.zeros(input.dataType(), input.shape());
      part(all, 0, from, to).assign(gradient);
      return all;
    }

    @Override
    public Pass at(INDArray... others) {
      return of(from, to, List.of(others));
    }
  }
}
