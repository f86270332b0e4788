package org.gan4j.data;

import java.util.SplittableRandom;
import org.gan4j.Seeds;

/** A new permutation for each pass over the set, made from the seed and the pass's number. */
final class ShuffledOrder implements DrawOrder {
  private final int[] permutation;
  private final long seed;
  private long pass = -1;

  ShuffledOrder(int size, long seed) {
    this.permutation = new int[size];
    this.seed = seed;
  }

  @Override
  public int index(long position) {
    long wanted = position / permutation.length;
    if (wanted != pass) {
      shuffle(new SplittableRandom(Seeds.at(seed, wanted)));
      pass = wanted;
    }
    return permutation[(int) (position % permutation.length)];
  }

  /**
   * Fisher and Yates's shuffle in Durstenfeld's form, inside out: it starts from the identity and
   * not from the last pass, whose order must not matter.
   */
  private void shuffle(SplittableRandom random) {
    for (int i = 0; i < permutation.length; i++) {
      int j = random.nextInt(i + 1);
      permutation[i] = permutation[j];
      permutation[j] = i;
    }
  }
}
