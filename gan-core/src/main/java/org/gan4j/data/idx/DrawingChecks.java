package org.gan4j.data.idx;

import java.util.List;
import java.util.Set;
import org.gan4j.Advice;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.Message;
import org.gan4j.file.Excerpt;

/** Checks that an array is of "Quick, Draw!". */
final class DrawingChecks {
  private static final ImageShape DRAWING = ImageShape.gray(28, 28);
  private static final Set<List<Long>> DRAWINGS =
      Set.of(List.of(784L), List.of(1L, 784L), List.of(28L, 28L));
  private static final Set<String> BYTES = Set.of("|u1", "u1", "<u1", ">u1", "=u1");

  private DrawingChecks() {}

  /**
   * {@return the layout of drawings}
   *
   * @throws GanException if they are none
   */
  static ArrayLayout layout(NpyArray array) {
    requireBytes(array);
    List<Long> shape = array.header().shape();
    if (shape.isEmpty() || !DRAWINGS.contains(shape.subList(1, shape.size()))) {
      throw new GanException(
          Message.of(
              "%s has an array of shape %s; expected (n, 784), (n, 1, 784) or (n, 28, 28). Is it the"
                  + " right file? %s reads other arrays.",
              array, NpyArray.python(shape), Advice.ARRAYS));
    }
    long count = shape.get(0);
    if (count < 1 || count > Integer.MAX_VALUE) {
      throw new GanException(
          "%s has an array of shape %s; expected 1 to %d drawings. Is it the right file?"
              .formatted(array, NpyArray.python(shape), Integer.MAX_VALUE));
    }
    return new ArrayLayout((int) count, DRAWING, false);
  }

  private static void requireBytes(NpyArray array) {
    NpyHeader header = array.header();
    if (!BYTES.contains(header.type())) {
      throw new GanException(
          Message.of(
              "%s has values of type '%s'; expected unsigned bytes, '|u1'. Save the array as"
                  + " array.astype('uint8'). %s reads other arrays.",
              array, Excerpt.of(header.type()), Advice.ARRAYS));
    }
    if (header.fortran()) {
      throw new GanException(
          Message.of(
              "%s is in Fortran order; expected C order, one drawing after the other. Save the array"
                  + " as numpy.ascontiguousarray(array). %s reads other arrays.",
              array, Advice.ARRAYS));
    }
  }
}
