package org.gan4j.data.idx;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gan4j.GanException;
import org.gan4j.Seeds;
import org.gan4j.data.ChosenImages;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;

/**
 * "Quick, Draw!": drawings of cats, apples and 343 other things, grey, 28 x 28, white on black, one
 * category a file (<a href="https://github.com/googlecreativelab/quickdraw-dataset">the numpy
 * bitmaps of Google's data set</a>). A file is a NumPy array of unsigned bytes, {@code (n, 784)},
 * {@code (n, 1, 784)} or {@code (n, 28, 28)}, in C order, of version 1.0, 2.0 or 3.0 of the format.
 *
 * <p>Files are mapped into memory: of a category of 100 MB nothing is in Java's heap. They must not
 * be changed as long as their drawings are used. A drawing's class is its file's place in the list.
 */
public final class QuickDraw {
  private QuickDraw() {}

  /**
   * {@return all drawings of some categories, file after file}
   *
   * @param files one for each category, at least one
   * @throws GanException if a file is missing, is something else or is damaged, or if all together
   *     have 2^31 drawings or more
   * @throws IllegalArgumentException if there is no file
   */
  public static LabelledImages open(List<Path> files) {
    checkArgument(!files.isEmpty(), "drawings need at least one file, not none");
    return DrawingCategories.of(files.stream().map(QuickDraw::drawings).toList());
  }

  /**
   * {@return some drawings of each category, file after file: all where there are no more, else a
   * random sample in the order of the file}
   *
   * @param files one for each category, at least one
   * @param most drawings of a category, at least 1
   * @param seed decides the sample
   * @throws GanException if a file is missing, is something else or is damaged, or if all together
   *     have 2^31 drawings or more
   * @throws IllegalArgumentException if there is no file, or if {@code most} is below 1
   */
  public static LabelledImages open(List<Path> files, int most, long seed) {
    checkArgument(!files.isEmpty(), "drawings need at least one file, not none");
    checkArgument(most >= 1, "a category has at least 1 drawing, not %s", most);
    long drawings = Seeds.derive(seed, "drawings");
    return DrawingCategories.of(
        IntStream.range(0, files.size())
            .mapToObj(i -> sample(drawings(files.get(i)), most, Seeds.at(drawings, i)))
            .toList());
  }

  private static ImageSet drawings(Path file) {
    NpyArray array = NpyArray.of(file);
    return ArrayImages.of(array, DrawingChecks.layout(array), PixelScale.BYTES);
  }

  private static ImageSet sample(ImageSet drawings, int most, long seed) {
    return most >= drawings.size()
        ? drawings
        : ChosenImages.of(drawings, sample(drawings.size(), most, new SplittableRandom(seed)));
  }

  /** Some numbers below {@code size}, in order; each choice is as likely. */
  private static int[] sample(int size, int count, SplittableRandom random) {
    int[] chosen = new int[count];
    int found = 0;
    // Selection sampling: Knuth, The Art of Computer Programming, 3.4.2, algorithm S.
    for (int i = 0; found < count; i++) {
      if (random.nextInt(size - i) < count - found) {
        chosen[found++] = i;
      }
    }
    return chosen;
  }
}
