package org.gan4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;

import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;

/** A primitive with its arguments, made once and run many times. */
final class Call {
  private final primitive operation;
  private final IntMemoryMap arguments = new IntMemoryMap();

  /**
   * Makes a call with a scratchpad of its own. By default oneDNN shares one for each thread, and a
   * primitive may run only in the thread that made it.
   */
  Call(primitive operation, memory.desc scratchpad, Map<Integer, memory> arguments) {
    this.operation = operation;
    arguments.forEach(this.arguments::put);
    this.arguments.put(DNNL_ARG_SCRATCHPAD, new memory(scratchpad, OneDnn.processor()));
  }

  void run() {
    operation.execute(OneDnn.stream(), arguments);
    OneDnn.stream()._wait();
  }
}
