package org.gan4j.engine.update;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays of equal length, in memory that Java reads, whose values a formula changes. They pass
 * through small arrays on the heap: of loops over those alone HotSpot makes vector code.
 */
interface Stretch {
  /**
   * Values in a small array, so that all that a formula needs fit into the first-level cache. A
   * power of two would put them a multiple of 4 kB apart, where processors take a load for one that
   * has to wait for the last store: a third of the speed.
   */
  int CHUNK = 1_920;

  /** Returns how many values an array has. */
  int length();

  /** Changes the values from one index to another; other threads may change others meanwhile. */
  void change(Formula formula, int from, int to);

  /**
   * Returns a stretch over arrays, if they lie one value after the other in the memory of the
   * processor, in single or double precision.
   *
   * @param arrays as {@link Formula#apply(float[][], int)} wants them
   */
  static Optional<Stretch> of(List<INDArray> arrays) {
    INDArray first = arrays.get(0);
    boolean readable =
        Nd4j.getEnvironment().isCPU()
            && first.length() * Double.BYTES <= Integer.MAX_VALUE
            && arrays.stream()
                .allMatch(
                    array ->
                        array.elementWiseStride() == 1 && array.dataType() == first.dataType());
    if (!readable) {
      return Optional.empty();
    }
    return switch (first.dataType()) {
      case FLOAT -> Optional.of(new OfFloats(arrays.stream().map(OfFloats::memory).toList()));
      case DOUBLE -> Optional.of(new OfDoubles(arrays.stream().map(OfDoubles::memory).toList()));
      default -> Optional.empty();
    };
  }

  /** In single precision. */
  record OfFloats(List<FloatBuffer> arrays) implements Stretch {
    private static final ThreadLocal<float[][]> CHUNKS =
        ThreadLocal.withInitial(() -> new float[Formula.MOST_ARRAYS][CHUNK]);

    private static FloatBuffer memory(INDArray array) {
      return new FloatPointer(array.data().addressPointer()).capacity(array.length()).asBuffer();
    }

    @Override
    public int length() {
      return arrays.get(0).capacity();
    }

    @Override
    public void change(Formula formula, int from, int to) {
      float[][] chunks = CHUNKS.get();
      for (int start = from; start < to; start += CHUNK) {
        int count = Math.min(CHUNK, to - start);
        for (int i = 0; i < arrays.size(); i++) {
          arrays.get(i).get(start, chunks[i], 0, count);
        }
        formula.apply(chunks, count);
        for (int i = 0; i < arrays.size(); i++) {
          if (i != Formula.GRADIENTS) {
            arrays.get(i).put(start, chunks[i], 0, count);
          }
        }
      }
    }
  }

  /** In double precision. */
  record OfDoubles(List<DoubleBuffer> arrays) implements Stretch {
    private static final ThreadLocal<double[][]> CHUNKS =
        ThreadLocal.withInitial(() -> new double[Formula.MOST_ARRAYS][CHUNK]);

    private static DoubleBuffer memory(INDArray array) {
      return new DoublePointer(array.data().addressPointer()).capacity(array.length()).asBuffer();
    }

    @Override
    public int length() {
      return arrays.get(0).capacity();
    }

    @Override
    public void change(Formula formula, int from, int to) {
      double[][] chunks = CHUNKS.get();
      for (int start = from; start < to; start += CHUNK) {
        int count = Math.min(CHUNK, to - start);
        for (int i = 0; i < arrays.size(); i++) {
          arrays.get(i).get(start, chunks[i], 0, count);
        }
        formula.apply(chunks, count);
        for (int i = 0; i < arrays.size(); i++) {
          if (i != Formula.GRADIENTS) {
            arrays.get(i).put(start, chunks[i], 0, count);
          }
        }
      }
    }
  }
}
