package org.gan4j.classifier;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.gan4j.Seeds;
import org.gan4j.data.LabelledImages;

/** One pass over images, in an order and with moves that its seed decides. */
final class Epoch {
  private static final int MOST_PIXELS = 1; // of a move: more costs small networks accuracy

  private final LabelledImages images;
  private final int[] order;
  private final long moves;

  Epoch(LabelledImages images, long seed) {
    this.images = images;
    this.order = shuffled(images.size(), new SplittableRandom(Seeds.derive(seed, "order")));
    this.moves = Seeds.derive(seed, "moves");
  }

  /** Fisher and Yates's shuffle in Durstenfeld's form, inside out. */
  private static int[] shuffled(int size, SplittableRandom random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  LabelledImages images() {
    return images;
  }

  LabelledBatch batch(int from, int count) {
    return LabelledBatch.of(
        images,
        Arrays.copyOfRange(order, from, from + count),
        ClassifierTraining.RANGE,
        i -> Shift.random(MOST_PIXELS, new SplittableRandom(Seeds.at(moves, from + i))));
  }
}
