package org.gan4j.cli;

import org.gan4j.LatentSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Latents that are there already, row after row; it ends after the last one. */
final class LatentRows implements LatentSource {
  private final INDArray rows;
  private long given;

  LatentRows(INDArray rows) {
    this.rows = rows;
  }

  @Override
  public int size() {
    return (int) rows.size(1);
  }

  @Override
  public INDArray sample(int count) {
    long first = given;
    given += count;
    return rows.get(NDArrayIndex.interval(first, given), NDArrayIndex.all()).dup('c');
  }
}
