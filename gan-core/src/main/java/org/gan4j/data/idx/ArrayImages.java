package org.gan4j.data.idx;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.data.ByteImages;
import org.gan4j.data.ImageSet;
import org.gan4j.data.MappedImages;

/**
 * The images of an array that stays in its file, which the system reads as they are wanted: each is
 * turned into pixels when it is read.
 */
final class ArrayImages implements ImageSet {
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  private final ImageSet stored;
  private final NpyType type;
  private final ArrayLayout layout;
  private final PixelScale scale;

  private ArrayImages(ImageSet stored, NpyType type, ArrayLayout layout, PixelScale scale) {
    this.stored = stored;
    this.type = type;
    this.layout = layout;
    this.scale = scale;
  }

  /** {@return the images of an array whose values have been checked} */
  static ImageSet of(NpyArray array, ArrayLayout layout, PixelScale scale) {
    NpyHeader header = array.header();
    if (header.fortran() || !array.isMappable()) {
      return ByteImages.of(layout.shape(), decoded(array, layout, scale));
    }
    array.requireLength();
    NpyType type = array.type();
    boolean asTheyAre = type.isByte() && !layout.channelsLast() && scale.equals(PixelScale.BYTES);
    ImageShape bytes = new ImageShape(layout.shape().size(), 1, type.bytes());
    ImageSet stored =
        MappedImages.open(
            array.file(), asTheyAre ? layout.shape() : bytes, layout.count(), header.bytes());
    return asTheyAre ? stored : new ArrayImages(stored, type, layout, scale);
  }

  /** In memory, because the file has them packed, or the first value of every image first. */
  private static byte[] decoded(NpyArray array, ArrayLayout layout, PixelScale scale) {
    byte[] pixels = allocate(array, layout);
    int size = layout.shape().size();
    int[] places = array.header().fortran() ? fortran(array, layout) : places(layout);
    long[] next = {0};
    boolean fortran = array.header().fortran();
    array.read(
        value -> {
          long i = next[0]++;
          int image = (int) (fortran ? i % layout.count() : i / size);
          int k = (int) (fortran ? i / layout.count() : i % size);
          pixels[image * size + places[k]] = scale.pixel(value);
          return true;
        });
    return pixels;
  }

  private static byte[] allocate(NpyArray array, ArrayLayout layout) {
    long bytes = (long) layout.count() * layout.shape().size();
    try {
      if (bytes <= MAX_BYTES) {
        return new byte[(int) bytes];
      }
    } catch (OutOfMemoryError e) {
      // said below, as for what no array holds
    }
    throw new GanException(
        ("%s takes %,d MB of memory, as it is packed or in Fortran order, and Java has %,d MB, of"
                + " which 2,147 MB can be one array. What is neither stays in its file: %s")
            .formatted(
                array,
                bytes / 1_000_000,
                Runtime.getRuntime().maxMemory() / 1_000_000,
                array.mend("numpy.ascontiguousarray(a)")));
  }

  private static int[] places(ArrayLayout layout) {
    int[] places = new int[layout.shape().size()];
    for (int k = 0; k < places.length; k++) {
      places[k] = layout.place(k);
    }
    return places;
  }

  /** The same for values of which the first index behind that of the image changes fastest. */
  private static int[] fortran(NpyArray array, ArrayLayout layout) {
    int[] sizes = array.header().shape().stream().skip(1).mapToInt(Long::intValue).toArray();
    int[] places = new int[layout.shape().size()];
    for (int k = 0; k < places.length; k++) {
      int rest = k;
      int inRows = 0;
      for (int axis = 0, stride = places.length; axis < sizes.length; axis++) {
        stride /= sizes[axis];
        inRows += rest % sizes[axis] * stride;
        rest /= sizes[axis];
      }
      places[k] = layout.place(inRows);
    }
    return places;
  }

  @Override
  public ImageShape shape() {
    return layout.shape();
  }

  @Override
  public int size() {
    return layout.count();
  }

  @Override
  public void read(int index, byte[] target, int offset) {
    Objects.checkFromIndexSize(offset, layout.shape().size(), target.length);
    byte[] bytes = new byte[stored.shape().size()];
    stored.read(index, bytes, 0);
    ByteBuffer values = type.buffer(bytes);
    for (int k = 0; k < layout.shape().size(); k++) {
      double value = type.reading().at(values, k * type.bytes());
      target[offset + layout.place(k)] = scale.pixel(value);
    }
  }
}
