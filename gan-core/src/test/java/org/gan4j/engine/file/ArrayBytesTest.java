package org.gan4j.engine.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The reference is ND4J's own writer, and its reader. */
class ArrayBytesTest {
  static Stream<INDArray> arrays() {
    INDArray row = numbers(DataType.FLOAT, 1, 200_001);
    return Stream.of(
        row,
        row.get(NDArrayIndex.all(), NDArrayIndex.interval(7, 140_000)),
        row.get(NDArrayIndex.all(), NDArrayIndex.interval(5, 6)),
        row.get(NDArrayIndex.point(0), NDArrayIndex.interval(10, 65_536 + 10)),
        numbers(DataType.FLOAT, 3, 4),
        numbers(DataType.FLOAT, 3, 4).transpose(),
        numbers(DataType.FLOAT, 3, 4).getColumn(1),
        numbers(DataType.FLOAT, 3, 4).dup('f'),
        numbers(DataType.DOUBLE, 1, 9),
        Nd4j.createFromArray(Float.NaN, -0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY));
  }

  private static INDArray numbers(DataType type, int rows, int columns) {
    double[] values = new double[rows * columns];
    Arrays.setAll(values, i -> (i - 5) / 3.0);
    return Nd4j.createFromArray(values).castTo(type).reshape(rows, columns);
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void bytesAreThoseThatNd4jWrites(INDArray array) throws IOException {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    Nd4j.write(array, new DataOutputStream(expected));
    assertThat(written(array)).isEqualTo(expected.toByteArray());
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void nd4jReadsTheArrayBack(INDArray array) throws IOException {
    INDArray read = Nd4j.read(new ByteArrayInputStream(written(array)));
    assertThat(read.shape()).isEqualTo(array.shape());
    assertThat(read.dataType()).isEqualTo(array.dataType());
    assertThat(read.dup('c').data().asDouble()).isEqualTo(array.dup('c').data().asDouble());
  }

  private static byte[] written(INDArray array) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    ArrayBytes.write(array, out);
    out.flush();
    return bytes.toByteArray();
  }
}
