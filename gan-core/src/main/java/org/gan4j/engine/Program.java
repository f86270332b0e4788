package org.gan4j.engine;

import java.util.List;

/**
 * What a network computes. The values of a pass are numbered: first the network's inputs, then what
 * the steps give, one each.
 *
 * @param inputs how many the network takes
 * @param steps in the order of a forward pass
 * @param outputs the numbers of the values that are the network's outputs
 */
record Program(int inputs, List<Step> steps, List<Integer> outputs) {

  /** Returns how many values a pass has. */
  int values() {
    return inputs + steps.size();
  }

  /** Returns the number of the value that a step gives. */
  int valueOf(int step) {
    return inputs + step;
  }

  /** Returns the same with other operations in the same places. */
  Program with(List<Step> others) {
    return new Program(inputs, others, outputs);
  }
}
