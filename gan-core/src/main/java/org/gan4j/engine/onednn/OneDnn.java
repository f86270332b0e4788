package org.gan4j.engine.onednn;

import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.global.dnnl.scratchpad_mode;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** oneDNN on the memory of ND4J's arrays, on the processor and in single precision. */
final class OneDnn {
  private static final Logger LOG = LoggerFactory.getLogger(OneDnn.class);

  private OneDnn() {}

  /** Whether the natives are on the class path and fit this machine. */
  static boolean loaded() {
    return Natives.LOADED;
  }

  /** Returns the version and the instructions, such as {@code 2.5.2, avx512_core}. */
  static String version() {
    dnnl_version_t version = dnnl.dnnl_version();
    return "%d.%d.%d, %s"
        .formatted(version.major(), version.minor(), version.patch(), dnnl.get_effective_cpu_isa());
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
        LOG.info("no oneDNN natives on the class path ({})", e.toString());
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

  static stream stream() {
    return Processor.STREAM;
  }

  /** Describes values that lie row by row. */
  static memory.desc rows(long... sizes) {
    long[] strides = new long[sizes.length];
    long stride = 1;
    for (int i = sizes.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= sizes[i];
    }
    return strided(sizes, strides);
  }

  /** Describes values with given distances from one to the next along each axis. */
  static memory.desc strided(long[] sizes, long[] strides) {
    return new memory.desc(sizes, memory.data_type.f32, strides);
  }

  /** Describes values in one of oneDNN's layouts. */
  static memory.desc tagged(memory.format_tag layout, long... sizes) {
    return new memory.desc(sizes, memory.data_type.f32, layout);
  }

  /** Describes values whose layout a primitive may choose. */
  static memory.desc free(long... sizes) {
    return tagged(memory.format_tag.any, sizes);
  }

  static long[] sizes(memory.desc layout) {
    int rank = layout.data().ndims();
    long[] sizes = new long[rank];
    layout.data().dims().get(sizes, 0, rank);
    return sizes;
  }

  /** Returns the distances from one value, or one block of them, to the next along each axis. */
  static long[] strides(memory.desc layout) {
    int rank = layout.data().ndims();
    long[] strides = new long[rank];
    layout.data().format_desc_blocking().strides().get(strides, 0, rank);
    return strides;
  }

  /**
   * Returns an array that outlives any workspace that is open now: plans keep the address of its
   * values, all zeros at first, for as long as they are kept.
   */
  static INDArray array(long... sizes) {
    return Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', sizes).assign(0);
  }

  /** Returns memory of its own, all zeros: what oneDNN pads with has to be. */
  static memory allocate(memory.desc layout) {
    memory made = new memory(layout, Processor.ENGINE);
    Pointer.memset(made.get_data_handle(), 0, layout.get_size());
    return made;
  }

  /** Returns the memory of an array, which has to outlive it. */
  static memory over(memory.desc layout, INDArray array) {
    return new memory(layout, Processor.ENGINE, address(array));
  }

  /** Returns another view of memory, which has to outlive it. */
  static memory as(memory.desc layout, memory values) {
    return new memory(layout, Processor.ENGINE, values.get_data_handle());
  }

  /** Returns a view of some of the values of memory, which has to outlive it. */
  static memory part(memory.desc layout, memory values, long offset) {
    return new memory(layout, Processor.ENGINE, address(values, offset));
  }

  /** Returns where the value at an offset is. */
  static Pointer address(memory values, long offset) {
    return new FloatPointer(values.get_data_handle()).getPointer(offset);
  }

  static Pointer address(INDArray array) {
    return array.data().addressPointer();
  }

  /** Returns attributes that let the caller provide the scratchpad, as {@link Call} does. */
  static primitive_attr attributes() {
    primitive_attr attributes = new primitive_attr();
    attributes.set_scratchpad_mode(scratchpad_mode.user);
    return attributes;
  }
}
