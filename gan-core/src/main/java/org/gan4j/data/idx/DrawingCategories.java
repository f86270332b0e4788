package org.gan4j.data.idx;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;

/** Sets of images of one shape, one after the other, each of which is a class. */
final class DrawingCategories implements LabelledImages {
  private final List<ImageSet> sets;
  private final int[] ends; // of each set, exclusive

  private DrawingCategories(List<ImageSet> sets, int[] ends) {
    this.sets = sets;
    this.ends = ends;
  }

  static DrawingCategories of(List<ImageSet> sets) {
    long total = sets.stream().mapToLong(ImageSet::size).sum();
    if (total > Integer.MAX_VALUE) {
      throw new GanException(
          "the files have %d drawings; expected %d at most. Use fewer of each category."
              .formatted(total, Integer.MAX_VALUE));
    }
    int[] ends = sets.stream().mapToInt(ImageSet::size).toArray();
    Arrays.parallelPrefix(ends, Integer::sum);
    return new DrawingCategories(sets, ends);
  }

  @Override
  public ImageShape shape() {
    return sets.get(0).shape();
  }

  @Override
  public int size() {
    return ends[ends.length - 1];
  }

  @Override
  public int classes() {
    return sets.size();
  }

  @Override
  public int label(int index) {
    Objects.checkIndex(index, size());
    int found = Arrays.binarySearch(ends, index); // an end belongs to the next set
    return found >= 0 ? found + 1 : -found - 1;
  }

  @Override
  public void read(int index, byte[] target, int offset) {
    int set = label(index);
    int first = set == 0 ? 0 : ends[set - 1];
    sets.get(set).read(index - first, target, offset);
  }
}
