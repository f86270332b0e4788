package org.gan4j;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays from values on Java's heap, copied as one block: {@code Nd4j.create} takes value by value,
 * which is about five times as long. And back, without native memory that waits for the garbage
 * collector.
 */
public final class NativeArrays {
  private NativeArrays() {}

  /**
   * {@return a new array of single precision in the order {@code c}}
   *
   * @param values exactly as many as the shape has
   * @param shape the dimensions
   * @throws IllegalArgumentException if the shape has another number of values
   */
  public static INDArray of(float[] values, long... shape) {
    checkArgument(
        values.length == Arrays.stream(shape).reduce(1, Math::multiplyExact),
        "%s values do not fill an array of shape %s",
        values.length,
        Arrays.toString(shape));
    INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    new FloatPointer(array.data().pointer()).put(values);
    Nd4j.getAffinityManager().tagLocation(array, Location.HOST); // a GPU has not seen it yet
    return array;
  }

  /**
   * {@return a new array of any type in the order {@code c}}
   *
   * @param values exactly as many as the shape has; rounded, if the type is less precise
   * @param type any floating point type
   * @param shape the dimensions
   */
  public static INDArray of(double[] values, DataType type, long... shape) {
    if (type != DataType.FLOAT) {
      return Nd4j.create(values, shape, type);
    }
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return of(rounded, shape);
  }

  /**
   * {@return the type of samples and latents: ND4J's default, but never less than single precision,
   * which an application that has made {@code HALF} its default would train and draw otherwise by}
   */
  public static DataType sampleType() {
    return Nd4j.defaultFloatingPointType() == DataType.DOUBLE ? DataType.DOUBLE : DataType.FLOAT;
  }

  /**
   * {@return the same values as {@link #sampleType}: the array itself, if it is of that, and
   * otherwise a new one in place of it}
   *
   * @param own the caller's, which is not used any more
   */
  public static INDArray ofSampleType(INDArray own) {
    return ofType(sampleType(), own);
  }

  /**
   * {@return the same values in a type: the array itself, if it is of that, and otherwise a new one
   * in place of it}
   *
   * @param type any floating point type
   * @param own the caller's, which is not used any more
   */
  public static INDArray ofType(DataType type, INDArray own) {
    if (type == own.dataType()) {
      return own;
    }
    try (own) {
      return own.castTo(type);
    }
  }

  /**
   * {@return a new array in the order {@code c}, whose values are yet to be written}
   *
   * @param type of the values
   * @param shape the dimensions
   */
  public static INDArray empty(DataType type, long... shape) {
    return Nd4j.createUninitialized(type, shape, 'c');
  }

  /**
   * {@return the numbers of an array of any layout in the order {@code c}, the caller's own; ND4J's
   * own method leaves a copy behind}
   *
   * @param array any
   */
  public static double[] values(INDArray array) {
    if (fillsItsMemory(array)) {
      return array.data().asDouble();
    }
    try (INDArray copy = array.dup('c')) {
      return copy.data().asDouble();
    }
  }

  /**
   * {@return the Euclidean norm of each example over all of its values, {@code [batch, 1]}: a new
   * array; ND4J's own method leaves others behind}
   *
   * @param examples {@code [batch, ...]}, in the order {@code c}, without gaps
   */
  public static INDArray norms(INDArray examples) {
    INDArray norms = empty(examples.dataType(), examples.size(0), 1);
    Nd4j.exec(
        DynamicCustomOp.builder("reduce_norm2")
            .addInputs(rows(examples))
            .addOutputs(norms)
            .addIntegerArguments(1)
            .addFloatingPointArguments(1.0) // keeps the dimension
            .build());
    return norms;
  }

  /**
   * Multiplies all values of each example by a number, in place; ND4J's own method leaves arrays
   * behind.
   *
   * @param examples {@code [batch, ...]}, in the order {@code c}, without gaps
   * @param factors {@code [batch, 1]}
   */
  public static void multiplyRows(INDArray examples, INDArray factors) {
    INDArray rows = rows(examples);
    Nd4j.exec(
        DynamicCustomOp.builder("multiply").addInputs(rows, factors).addOutputs(rows).build());
  }

  private static INDArray rows(INDArray examples) {
    return examples.reshape('c', examples.size(0), examples.length() / examples.size(0));
  }

  /** Whether the values are in the order {@code c}, without gaps, and all that is in the memory. */
  static boolean fillsItsMemory(INDArray array) {
    return array.ordering() == 'c' && !array.isView() && Shape.hasDefaultStridesForShape(array);
  }
}
