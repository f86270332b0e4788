package org.gan4j.engine;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;

import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.scratchpad_mode;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** oneDNN on the memory of ND4J's arrays, on the processor and in single precision. */
final class OneDnn {
  /** Set to false, it leaves all layers to Deeplearning4j. */
  static final String PROPERTY = "org.gan4j.onednn";

  private static final Logger LOG = LoggerFactory.getLogger(OneDnn.class);

  private OneDnn() {}

  /** Whether the natives are on the class path, fit this machine, and are not switched off. */
  static boolean available() {
    return !"false".equals(System.getProperty(PROPERTY)) && Natives.LOADED;
  }

  private static final class Natives {
    static final boolean LOADED = load();

    private static boolean load() {
      if (!Nd4j.getExecutioner().getClass().getSimpleName().startsWith("Native")) {
        return false; // the arrays are in the memory of a GPU
      }
      try {
        Processor.ENGINE.get_kind();
        return true;
      } catch (LinkageError e) {
        LOG.info(
            "no oneDNN natives on the class path, all layers run by DL4J's code ({})",
            e.toString());
        return false;
      }
    }
  }

  private static final class Processor {
    static final engine ENGINE = new engine(engine.kind.cpu, 0);
    static final stream STREAM = new stream(ENGINE);
  }

  static engine processor() {
    return Processor.ENGINE;
  }

  /** Describes a row-major matrix. */
  static memory.desc matrix(long rows, long columns) {
    return new memory.desc(new long[] {rows, columns}, memory.data_type.f32, memory.format_tag.ab);
  }

  /** Describes a vector. */
  static memory.desc vector(long size) {
    return new memory.desc(new long[] {size}, memory.data_type.f32, memory.format_tag.a);
  }

  /** Returns the memory of an array, which has to outlive it. */
  static memory over(memory.desc shape, INDArray array) {
    return new memory(shape, Processor.ENGINE, address(array));
  }

  /** Lets a memory be that of another array, which has to outlive its use. */
  static void move(memory view, INDArray array) {
    view.set_data_handle(address(array));
  }

  private static Pointer address(INDArray array) {
    return array.data().addressPointer();
  }

  /** Returns the array itself, or a copy where its values do not lie row by row. */
  static INDArray dense(INDArray array) {
    boolean rowMajor = array.ordering() == 'c' && !array.isView() && array.elementWiseStride() == 1;
    return rowMajor ? array : array.dup('c');
  }

  /** Returns attributes that let the caller provide the scratchpad, as {@link Call} does. */
  static primitive_attr attributes() {
    primitive_attr attributes = new primitive_attr();
    attributes.set_scratchpad_mode(scratchpad_mode.user);
    return attributes;
  }

  /** A primitive with its arguments, made once and run many times. */
  static final class Call {
    private final primitive operation;
    private final IntMemoryMap arguments = new IntMemoryMap();

    /**
     * Makes a call with a scratchpad of its own. By default oneDNN shares one for each thread, and
     * a primitive may run only in the thread that made it.
     */
    Call(primitive operation, memory.desc scratchpad, Map<Integer, memory> arguments) {
      this.operation = operation;
      arguments.forEach(this.arguments::put);
      this.arguments.put(DNNL_ARG_SCRATCHPAD, new memory(scratchpad, Processor.ENGINE));
    }

    void run() {
      operation.execute(Processor.STREAM, arguments);
      Processor.STREAM._wait();
    }
  }
}
