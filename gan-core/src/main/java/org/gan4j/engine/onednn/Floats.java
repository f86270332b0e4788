package org.gan4j.engine.onednn;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** The values of memory as Java reads them, looked up anew only where its address has changed. */
final class Floats {
  private final memory values;
  private final long count;
  private long address;
  private FloatBuffer buffer = FloatBuffer.allocate(0);

  Floats(memory values) {
    this.values = values;
    this.count = values.get_desc().get_size() / Float.BYTES;
  }

  FloatBuffer buffer() {
    Pointer now = values.get_data_handle();
    if (now.address() != address) {
      address = now.address();
      buffer = new FloatPointer(now).capacity(count).asBuffer();
    }
    return buffer;
  }
}
