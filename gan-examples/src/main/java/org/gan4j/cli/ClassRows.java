package org.gan4j.cli;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.LatentSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Latents of some sources one after the other, as many of each; it ends after the last one. Each
 * source is asked for a whole batch at a time, and never for less because another begins: what it
 * gives does not depend on the others.
 */
final class ClassRows implements LatentSource {
  private final List<LatentSource> sources;
  private final int each;
  private int drawn;
  private LatentRows batch;
  private int left; // of the batch

  ClassRows(List<LatentSource> sources, int each) {
    this.sources = sources;
    this.each = each;
  }

  @Override
  public int size() {
    return sources.get(0).size();
  }

  @Override
  public INDArray sample(int count) {
    List<INDArray> parts = new ArrayList<>();
    for (int wanted = count; wanted > 0; ) {
      if (left == 0) {
        left = Math.min(GeneratedImages.AT_ONCE, each - drawn % each);
        batch = new LatentRows(sources.get(drawn / each).sample(left));
      }
      int some = Math.min(wanted, left);
      parts.add(batch.sample(some));
      drawn += some;
      left -= some;
      wanted -= some;
    }
    INDArray all = Nd4j.concat(0, parts.toArray(INDArray[]::new));
    parts.stream().filter(part -> part != all).forEach(INDArray::close); // one is not copied
    return all;
  }
}
