package org.gan4j.engine.onednn;

import java.util.Arrays;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.Pointer;
import org.gan4j.engine.plan.Value;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where calls read values that others made: in place, if they lie as the calls want them, else
 * copied into that layout.
 */
final class Port {
  private final memory.desc wanted;
  private final memory.desc rows;
  private final long[] sizes;
  private final memory view; // what the calls read: its address changes
  private memory copied;
  private Pointer copy; // its address
  private memory from;
  private memory.desc copiedFrom; // its layout
  private Calls reorder; // from there into the copy
  private INDArray array; // kept alive as long as the calls read it

  Port(memory.desc wanted) {
    this(wanted, OneDnn.rows(OneDnn.sizes(wanted)));
  }

  private Port(memory.desc wanted, memory.desc rows) {
    this.wanted = wanted;
    this.rows = rows;
    this.sizes = OneDnn.sizes(wanted);
    this.view = new memory(wanted, OneDnn.processor(), new Pointer());
  }

  /** Returns a port for values in a layout that is only another name for row by row. */
  static Port ofRows(memory.desc wanted) {
    return new Port(wanted, wanted);
  }

  /** What calls read. */
  memory memory() {
    return view;
  }

  /** Lets the calls read a value, until the next. */
  void take(Value value) {
    if (value instanceof Tensor tensor && Arrays.equals(sizes, tensor.shape())) {
      take(tensor.layout(), tensor.address());
    } else {
      array = value.array();
      take(rows, OneDnn.address(array));
    }
  }

  private void take(memory.desc layout, Pointer values) {
    if (layout.equals(wanted)) {
      view.set_data_handle(values);
      return;
    }
    if (from == null || !layout.equals(copiedFrom)) {
      prepare(layout);
    }
    from.set_data_handle(values);
    reorder.run();
    view.set_data_handle(copy);
  }

  private void prepare(memory.desc layout) {
    if (copied == null) {
      copied = OneDnn.allocate(wanted);
      copy = copied.get_data_handle();
    }
    copiedFrom = layout;
    from = new memory(layout, OneDnn.processor(), new Pointer());
    reorder = new Calls().reorder(from, copied);
  }
}
