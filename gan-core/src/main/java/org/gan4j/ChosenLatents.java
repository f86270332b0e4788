package org.gan4j;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Latents whose classes are chosen, one after the other. */
final class ChosenLatents implements LatentSource {
  private final LatentSpace space;
  private final LatentSource noise;
  private final LatentSource codes; // null if there are none
  private final int[] inTurn;
  private long drawn;

  ChosenLatents(LatentSpace space, LatentSource noise, long seed, int... inTurn) {
    checkArgument(
        inTurn.length > 0 == space.classes() > 0,
        "%s of %s classes are asked for: name at least one of those that there are",
        inTurn.length,
        space.classes());
    for (int label : inTurn) {
      OneHot.check(label, space.classes());
    }
    this.space = space;
    this.noise = noise;
    this.codes =
        space.codes() == 0
            ? null
            : Latents.UNIFORM.source(space.codes(), Seeds.derive(seed, "codes"));
    this.inTurn = inTurn.clone();
  }

  @Override
  public int size() {
    return space.size();
  }

  @Override
  public INDArray sample(int count) {
    List<INDArray> parts = new ArrayList<>();
    parts.add(noise.sample(count));
    if (space.classes() > 0) {
      parts.add(OneHot.of(labels(count), space.classes()));
    }
    if (codes != null) {
      parts.add(codes.sample(count));
    }
    INDArray latents = Nd4j.concat(1, parts.toArray(INDArray[]::new));
    parts.forEach(INDArray::close);
    drawn += count;
    return latents;
  }

  private int[] labels(int count) {
    return IntStream.range(0, count)
        .map(i -> inTurn[(int) ((drawn + i) % inTurn.length)])
        .toArray();
  }
}
