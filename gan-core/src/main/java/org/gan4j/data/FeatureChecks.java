package org.gan4j.data;

import java.util.Arrays;
import java.util.List;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.NativeArrays;
import org.gan4j.ValueRange;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What arrays of images from outside have to be: of the declared shape, in the declared range. */
final class FeatureChecks {
  /** Of the width of the range: what normalising in single precision may be off. */
  private static final double SLACK = 1e-4;

  private static final List<ValueRange> USUAL =
      List.of(ValueRange.UNIT, ValueRange.SIGNED, new ValueRange(0, 255));

  private final ImageShape shape;
  private final ValueRange range;

  FeatureChecks(ImageShape shape, ValueRange range) {
    this.shape = shape;
    this.range = range;
  }

  GanException noData() {
    return new GanException(
        ("the data gives no images, even when begun again; expected at least one of %s. "
                + "Check where it reads from.")
            .formatted(shape));
  }

  /**
   * {@return the images {@code [n, shape.size()]}, a copy: iterators may use their arrays again, or
   * hold them in a workspace that is closed before the last image is used}
   */
  @SuppressWarnings("try") // the workspace scope is there to be closed, not to be called
  INDArray rows(INDArray features) {
    requireShape(features);
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      INDArray rows =
          Nd4j.createUninitialized(
              NativeArrays.sampleType(), new long[] {features.size(0), shape.size()}, 'c');
      rows.reshape('c', features.shape()).assign(features);
      requireValues(rows);
      return rows;
    }
  }

  private void requireShape(INDArray features) {
    if (features == null) {
      throw new GanException(
          ("the data gives a batch without features; expected images of %s. Check what "
                  + "the iterator reads.")
              .formatted(shape));
    }
    long[] found = features.shape();
    boolean flat = found.length == 2 && found[1] == shape.size();
    if (!flat && !(found.length == 4 && Arrays.equals(found, shape.batch(found[0])))) {
      throw new GanException(
          ("the data gives features of the shape %s; images of %s need [n, %d] or "
                  + "[n, %d, %d, %d]. Declare the shape that the data has, or bring the data into "
                  + "this one.")
              .formatted(
                  Arrays.toString(found),
                  shape,
                  shape.size(),
                  shape.channels(),
                  shape.height(),
                  shape.width()));
    }
  }

  private void requireValues(INDArray rows) {
    if (hasNaN(rows)) {
      throw new GanException(
          ("the data has values that are not numbers (NaN); expected %s. Check what the "
                  + "iterator reads and how it normalises.")
              .formatted(range));
    }
    double min = rows.minNumber().doubleValue();
    double max = rows.maxNumber().doubleValue();
    if (!holds(range, min, max)) {
      throw new GanException(
          ("the data has values from %s to %s; expected the declared range %s. Declare "
                  + "%s, or have the iterator normalise its values.")
              .formatted(min, max, range, suggestion(min, max)));
    }
  }

  private static boolean hasNaN(INDArray rows) {
    try (INDArray which = rows.isNaN()) {
      return which.any();
    }
  }

  private static boolean holds(ValueRange range, double min, double max) {
    double slack = SLACK * (range.max() - range.min());
    return min >= range.min() - slack && max <= range.max() + slack;
  }

  private static String suggestion(double min, double max) {
    return USUAL.stream()
        .filter(usual -> holds(usual, min, max))
        .map(usual -> "the range " + usual)
        .findFirst()
        .orElse("a range that holds them");
  }
}
