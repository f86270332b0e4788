package org.gan4j.data.idx;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gan4j.GanException;
import org.gan4j.data.ImageSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images of arrays that NumPy, Keras or PyTorch users save: {@code .npy} and {@code .npz} files of
 * grey or colour images of any size, {@code (n, height, width)}, with 1 or 3 channels behind or
 * before height and width, or {@code (n, pixels)} of squares.
 *
 * <p>Values are truth values, whole numbers or fractions from 0 to 1, from -1 to 1 or from 0 to
 * 255: the narrowest of these ranges that all are in becomes 0 (black) to 255 (white), and where
 * that was a choice, SLF4J's log says which. Of an archive, the array to train on under the usual
 * names ({@code x_train}, {@code train_images}) is taken if there is one, else the only one of
 * images; a {@code #} and a name behind the file's choose another. Arrays of Python's objects are
 * refused: nothing of a file is ever run.
 *
 * <p>Files are mapped into memory and must not be changed as long as their images are used; what is
 * packed or in Fortran order is held in memory, a byte for each value.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the
 *     format</a>
 */
public final class NumpyImages {
  private static final Logger LOG = LoggerFactory.getLogger(NumpyImages.class);

  private NumpyImages() {}

  /**
   * {@return the images of some files, one after the other}
   *
   * <p>They are {@link org.gan4j.data.LabelledImages} if there are several files, each of which is
   * a class, or if an archive has labels beside its images ({@code y_train} for {@code x_train}).
   *
   * @param files at least one
   * @throws GanException if a file is missing, damaged or something else, if it cannot be read as
   *     images, or if the files have images of different shapes
   * @throws IllegalArgumentException if there is no file
   */
  public static ImageSet open(List<Path> files) {
    checkArgument(!files.isEmpty(), "images need at least one file, not none");
    List<NumpyFile> named = files.stream().map(NumpyFile::of).toList();
    List<ImageSet> sets = images(named.stream().map(NumpyFile::images).toList());
    return sets.size() == 1
        ? ArrayLabels.with(sets.get(0), named.get(0).labels())
        : DrawingCategories.of(sets);
  }

  /**
   * {@return the images to test with that an archive has beside those to train on, with their
   * labels if it has these} Black and white are the values that they are in those to train on.
   *
   * @param file an archive, or any file that {@link #open} takes
   * @throws GanException as {@link #open} does, or if values are beyond the range of those to train
   *     on
   */
  public static Optional<ImageSet> test(Path file) {
    NumpyFile arrays = NumpyFile.of(file);
    return arrays
        .test()
        .map(test -> ArrayLabels.with(asTrained(test.images(), arrays.images()), test.labels()));
  }

  /** Fractions and whole numbers have scales of their own; of a kind, all have the same. */
  private static ImageSet asTrained(NpyArray test, NpyArray train) {
    boolean alike = (test.type().kind() == 'f') == (train.type().kind() == 'f');
    if (!alike) {
      return images(List.of(test)).get(0);
    }
    PixelScale scale = PixelScale.of(train, ValueBounds.of(train));
    scale.check(test, ValueBounds.of(test), train);
    return ArrayImages.of(test, ArrayLayout.of(test), scale);
  }

  private static List<ImageSet> images(List<NpyArray> arrays) {
    arrays.forEach(NpyArray::type); // what is no number has no pixels, whatever its shape
    List<ArrayLayout> layouts = arrays.stream().map(ArrayLayout::of).toList();
    for (int i = 1; i < arrays.size(); i++) {
      if (!layouts.get(i).shape().equals(layouts.get(0).shape())) {
        throw new GanException(
            "%s has images of %s, and %s of %s; expected one shape for all of them. Resize some."
                .formatted(
                    arrays.get(0), layouts.get(0).shape(), arrays.get(i), layouts.get(i).shape()));
      }
    }
    Map<String, PixelScale> scales = scales(arrays);
    return IntStream.range(0, arrays.size())
        .mapToObj(
            i ->
                ArrayImages.of(
                    arrays.get(i), layouts.get(i), scales.get(arrays.get(i).header().type())))
        .toList();
  }

  /** One scale for all arrays of a type: one class may be darker than others. */
  private static Map<String, PixelScale> scales(List<NpyArray> arrays) {
    Map<String, ValueBounds> bounds = new HashMap<>();
    for (NpyArray array : arrays) {
      bounds.merge(array.header().type(), ValueBounds.of(array), ValueBounds::with);
    }
    Map<String, PixelScale> scales = new HashMap<>();
    for (NpyArray array : arrays) {
      String type = array.header().type();
      scales.computeIfAbsent(
          type,
          missing -> {
            PixelScale scale = PixelScale.of(array, bounds.get(missing));
            scale.said(array, bounds.get(missing)).ifPresent(LOG::warn);
            return scale;
          });
    }
    return scales;
  }
}
