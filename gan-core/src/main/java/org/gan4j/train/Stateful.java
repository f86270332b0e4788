package org.gan4j.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Something beside the networks that a continued run needs as it was: a moving average, a pool of
 * images, what a guard has warned of. A {@link RunListener} that is one, or {@link
 * org.gan4j.game.GanTrainer#ownState} of a subclass, is kept in checkpoints.
 */
public interface Stateful {
  /**
   * {@return by what its state is found again: small letters, digits and dashes; no two of a
   * trainer have the same}
   */
  String stateName();

  /**
   * Writes the state.
   *
   * @param out buffered; not to be closed
   * @throws IOException if writing fails
   */
  void writeState(DataOutputStream out) throws IOException;

  /**
   * Takes over a state.
   *
   * @param in what {@link #writeState} has written, perhaps in another version of the program: what
   *     it says is checked before it is believed
   * @throws IOException if it cannot be read or makes no sense; the object then is as it was
   */
  void readState(DataInputStream in) throws IOException;
}
