package org.gan4j.engine.plan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Takes of images the pixel at which other images have their first largest one in a window: the
 * linear map that max pooling is beside them.
 */
public final class LargestPlaces implements Node {
  private final Window window;
  private final Supplier<INDArray> others;
  private INDArray output = Nd4j.empty();

  /**
   * Creates the map.
   *
   * @param window of the pooling
   * @param others row by row: what was pooled in the last forward pass
   */
  public LargestPlaces(Window window, Supplier<INDArray> others) {
    this.window = window;
    this.others = others;
  }

  @Override
  public Value forward(List<Value> inputs, boolean training) {
    INDArray from = inputs.get(0).array();
    long[] shape = from.shape().clone();
    shape[2] = window.height().places((int) shape[2]);
    shape[3] = window.width().places((int) shape[3]);
    if (output.dataType() != from.dataType() || !Arrays.equals(output.shape(), shape)) {
      output = Nd4j.createUninitializedDetached(from.dataType(), 'c', shape);
    }
    IntToDoubleFunction compared = reader(others.get());
    IntToDoubleFunction taken = reader(from);
    Writer to = writer(output);
    long[] sizes = from.shape();
    IntStream.range(0, Math.toIntExact(shape[0] * shape[1]))
        .parallel()
        .forEach(plane -> plane(plane, sizes, compared, taken, to));
    Nd4j.getAffinityManager().tagLocation(output, Location.HOST);
    return Value.lent(output);
  }

  private void plane(
      int plane, long[] sizes, IntToDoubleFunction compared, IntToDoubleFunction from, Writer to) {
    int height = (int) sizes[2];
    int width = (int) sizes[3];
    int down = window.height().places(height);
    int right = window.width().places(width);
    int first = plane * height * width;
    for (int y = 0; y < down; y++) {
      for (int x = 0; x < right; x++) {
        int place = first + largest(compared, first, y, x, height, width);
        to.put((plane * down + y) * right + x, from.applyAsDouble(place));
      }
    }
  }

  /** Returns which pixel of a plane is the largest in one place of the window. */
  private int largest(
      IntToDoubleFunction values, int first, int down, int right, int height, int width) {
    Window.Axis rows = window.height();
    Window.Axis columns = window.width();
    int top = down * rows.stride() - rows.before(height);
    int left = right * columns.stride() - columns.before(width);
    int place = -1;
    for (int i = 0; i < rows.size(); i++) {
      int y = top + i * rows.dilation();
      for (int k = 0; k < columns.size() && y >= 0 && y < height; k++) {
        int x = left + k * columns.dilation();
        int here = y * width + x;
        if (x >= 0
            && x < width
            && (place < 0
                || values.applyAsDouble(first + here) > values.applyAsDouble(first + place))) {
          place = here;
        }
      }
    }
    return place;
  }

  private interface Writer {
    void put(int index, double value);
  }

  private static IntToDoubleFunction reader(INDArray array) {
    Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
    if (array.dataType() == DataType.DOUBLE) {
      DoubleBuffer values = bytes(array).asDoubleBuffer();
      return values::get;
    }
    FloatBuffer values = bytes(array).asFloatBuffer();
    return values::get;
  }

  private static Writer writer(INDArray array) {
    if (array.dataType() == DataType.DOUBLE) {
      DoubleBuffer values = bytes(array).asDoubleBuffer();
      return values::put;
    }
    FloatBuffer values = bytes(array).asFloatBuffer();
    return (index, value) -> values.put(index, (float) value);
  }

  private static ByteBuffer bytes(INDArray array) {
    Pointer values = new Pointer(array.data().addressPointer());
    return values
        .capacity(array.length() * array.dataType().width())
        .asByteBuffer()
        .order(ByteOrder.nativeOrder());
  }

  /** There is no way back that anybody asks for. */
  @Override
  public Value[] backward(Value gradient, Wanted wanted) {
    return new Value[] {null};
  }
}
