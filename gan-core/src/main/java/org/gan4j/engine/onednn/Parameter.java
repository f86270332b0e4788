package org.gan4j.engine.onednn;

import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A parameter and its gradient in the layout that they are kept in, for calls that may want or make
 * another.
 *
 * @param layout how both lie
 * @param values the parameter
 * @param gradient its gradient
 */
record Parameter(memory.desc layout, memory values, memory gradient) {
  static Parameter over(memory.desc layout, INDArray values, INDArray gradient) {
    return new Parameter(layout, OneDnn.over(layout, values), OneDnn.over(layout, gradient));
  }

  /** A parameter that is made of others, in buffers of its own. */
  static Parameter made(memory.desc layout) {
    return new Parameter(layout, OneDnn.allocate(layout), OneDnn.allocate(layout));
  }

  /** Returns the values as a call wants them, which the calls before it see to. */
  memory values(memory.desc wanted, Calls before) {
    if (wanted.equals(layout)) {
      return values;
    }
    memory packed = OneDnn.allocate(wanted);
    before.reorder(values, packed);
    return packed;
  }

  /** Returns where a call may write the gradient in a layout of its own. */
  memory gradient(memory.desc made) {
    return made.equals(layout) ? gradient : OneDnn.allocate(made);
  }

  /** Brings what a call wrote to where the gradient belongs. */
  void deliver(memory written, Calls after) {
    if (!written.equals(gradient)) {
      after.reorder(written, gradient);
    }
  }
}
