package org.gan4j.engine.file;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays as {@code Nd4j.write} writes them, which ND4J reads, at the speed of memory: ND4J itself
 * writes number by number, and copies views before.
 */
final class ArrayBytes {
  private static final int AT_ONCE = 1 << 16;

  private ArrayBytes() {}

  static void write(INDArray array, DataOutputStream out) throws IOException {
    if (array.dataType() != DataType.FLOAT || array.ordering() != 'c' || !isDense(array)) {
      Nd4j.write(array, out);
      return;
    }
    shapeInfo(array).write(out);
    out.writeUTF(array.data().allocationMode().name());
    out.writeLong(array.length());
    out.writeUTF(DataType.FLOAT.name());
    writeFloats(array, out);
  }

  private static boolean isDense(INDArray array) {
    return array.elementWiseStride() == 1;
  }

  /** Without what only a view's has. */
  private static DataBuffer shapeInfo(INDArray array) {
    return Nd4j.getShapeInfoProvider()
        .createShapeInformation(
            array.shape(), Nd4j.getStrides(array.shape(), 'c'), 1, 'c', DataType.FLOAT, false)
        .getFirst();
  }

  private static void writeFloats(INDArray array, DataOutputStream out) throws IOException {
    FloatPointer source = new FloatPointer(array.data().pointer());
    float[] floats = new float[AT_ONCE];
    ByteBuffer bytes = ByteBuffer.allocate(AT_ONCE * Float.BYTES); // big-endian, as ND4J's are
    long end = array.offset() + array.length();
    for (long at = array.offset(); at < end; at += AT_ONCE) {
      int count = (int) Math.min(AT_ONCE, end - at);
      source.position(at).get(floats, 0, count);
      bytes.asFloatBuffer().put(floats, 0, count);
      out.write(bytes.array(), 0, count * Float.BYTES);
    }
  }
}
