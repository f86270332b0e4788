package org.gan4j.engine.check;

import static org.gan4j.engine.check.Numbers.doubles;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Products of matrices by ND4J, row by row and column by column.
 *
 * @param type of the values
 */
record ProductCheck(DataType type) implements MachineCheck {
  private static final int ROWS = 150;
  private static final int INNER = 270;
  private static final int COLUMNS = 130;

  static List<ProductCheck> all() {
    return List.of(new ProductCheck(DataType.FLOAT), new ProductCheck(DataType.DOUBLE));
  }

  @Override
  public String name() {
    return type == DataType.FLOAT ? "product of matrices" : "the same in double precision";
  }

  @Override
  public String by() {
    return Maker.BLAS.label();
  }

  @Override
  public String advice() {
    return Maker.BLAS.advice();
  }

  @Override
  public Outcome run() {
    try {
      return compare();
    } catch (LinkageError | RuntimeException e) {
      return Outcome.failure(e);
    }
  }

  private Outcome compare() {
    float[] left = Numbers.drawn(1, ROWS * INNER, 1);
    float[] right = Numbers.drawn(2, INNER * COLUMNS, 1);
    INDArray a = Numbers.array(left, ROWS, INNER).castTo(type);
    INDArray b = Numbers.array(right, INNER, COLUMNS).castTo(type);
    Bounded expected = expected(left, right);
    Outcome worst = new Outcome(0, "");
    for (char order : new char[] {'c', 'f'}) {
      INDArray result = Nd4j.create(type, new long[] {ROWS, COLUMNS}, order);
      a.dup(order).mmuli(b.dup('c'), result);
      worst = worst.or(Outcome.of("a product", doubles(result), expected));
      a.dup(order).mmuli(b.dup('f'), result);
      worst = worst.or(Outcome.of("a product", doubles(result), expected));
    }
    return worst;
  }

  private Bounded expected(float[] left, float[] right) {
    Sums sums = new Sums(ROWS * COLUMNS);
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        for (int k = 0; k < INNER; k++) {
          sums.add(
              row * COLUMNS + column, (double) left[row * INNER + k] * right[k * COLUMNS + column]);
        }
      }
    }
    // Our own sum is rounded too.
    return sums.bounded(type == DataType.FLOAT ? Bounded.SINGLE : 2 * Bounded.DOUBLE);
  }
}
