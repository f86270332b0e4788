package org.gan4j.cli;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.LatentSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Latents of some sources one after the other, as many of each; it ends after the last one. */
final class ClassRows implements LatentSource {
  private final List<LatentSource> sources;
  private final int each;
  private int drawn;

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
    for (int left = count; left > 0; ) {
      int some = Math.min(left, each - drawn % each);
      parts.add(sources.get(drawn / each).sample(some));
      drawn += some;
      left -= some;
    }
    INDArray all = Nd4j.concat(0, parts.toArray(INDArray[]::new));
    parts.stream().filter(part -> part != all).forEach(INDArray::close); // one is not copied
    return all;
  }
}
