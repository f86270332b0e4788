package org.gan4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.reorder;

/** What is to be computed, in this order. */
final class Calls {
  private final List<Runnable> calls = new ArrayList<>();

  void run() {
    calls.forEach(Runnable::run);
  }

  Calls add(Runnable work) {
    calls.add(work);
    return this;
  }

  Calls add(primitive operation, memory.desc scratchpad, Map<Integer, memory> arguments) {
    return add(new Call(operation, scratchpad, arguments)::run);
  }

  /** Copies values from one layout into another. */
  Calls reorder(memory from, memory to) {
    var description =
        new reorder.primitive_desc(
            OneDnn.processor(),
            from.get_desc(),
            OneDnn.processor(),
            to.get_desc(),
            OneDnn.attributes(),
            false);
    return add(
        new reorder(description),
        description.scratchpad_desc(),
        Map.of(DNNL_ARG_FROM, from, DNNL_ARG_TO, to));
  }

  /** Multiplies value by value, in place too. */
  Calls product(memory left, memory right, memory product) {
    var description =
        new binary.primitive_desc(
            new binary.desc(
                algorithm.binary_mul, left.get_desc(), right.get_desc(), product.get_desc()),
            OneDnn.attributes(),
            OneDnn.processor());
    return add(
        new binary(description),
        description.scratchpad_desc(),
        Map.of(DNNL_ARG_SRC_0, left, DNNL_ARG_SRC_1, right, DNNL_ARG_DST, product));
  }

  /** Multiplies two matrices. */
  Calls multiply(memory left, memory right, memory product) {
    var description =
        new matmul.primitive_desc(
            new matmul.desc(left.get_desc(), right.get_desc(), product.get_desc()),
            OneDnn.attributes(),
            OneDnn.processor());
    return add(
        new matmul(description),
        description.scratchpad_desc(),
        Map.of(DNNL_ARG_SRC, left, DNNL_ARG_WEIGHTS, right, DNNL_ARG_DST, product));
  }
}
