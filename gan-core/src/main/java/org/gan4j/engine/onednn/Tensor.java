package org.gan4j.engine.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.Pointer;
import org.gan4j.engine.plan.Value;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Values in a buffer of their own, in a layout that oneDNN chose. */
final class Tensor implements Value {
  private final long[] sizes;
  private final memory.desc layout;
  private final memory values;
  private final Pointer address;
  private final boolean rowByRow;
  private INDArray rows; // the buffer itself if it lies row by row, else made when it is asked for
  private Calls toRows;

  Tensor(memory.desc layout) {
    this.sizes = OneDnn.sizes(layout);
    this.layout = layout;
    this.rowByRow = layout.equals(OneDnn.rows(sizes));
    if (rowByRow) {
      rows = OneDnn.array(sizes);
      values = OneDnn.over(layout, rows);
    } else {
      values = OneDnn.allocate(layout);
    }
    address = values.get_data_handle();
  }

  /** Returns where the values are. */
  Pointer address() {
    return address;
  }

  memory.desc layout() {
    return layout;
  }

  memory memory() {
    return values;
  }

  @Override
  public long[] shape() {
    return sizes.clone();
  }

  @Override
  public INDArray array() {
    if (!rowByRow) {
      if (rows == null) {
        rows = OneDnn.array(sizes);
        toRows = new Calls().reorder(values, OneDnn.over(OneDnn.rows(sizes), rows));
      }
      toRows.run();
    }
    return rows;
  }

  @Override
  public INDArray own() {
    INDArray copy = Nd4j.createUninitialized(DataType.FLOAT, sizes);
    Pointer from = rowByRow ? address : OneDnn.address(array());
    Pointer.memcpy(OneDnn.address(copy), from, copy.length() * Float.BYTES);
    return copy;
  }
}
