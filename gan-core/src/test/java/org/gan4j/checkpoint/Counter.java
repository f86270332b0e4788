package org.gan4j.checkpoint;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.gan4j.train.Run;
import org.gan4j.train.RunListener;
import org.gan4j.train.Stateful;

/** A listener with a state: the steps that it has heard of. */
final class Counter implements RunListener, Stateful {
  private final String name;
  private int count;

  Counter(String name) {
    this.name = name;
  }

  int count() {
    return count;
  }

  @Override
  public void onStep(Run run) {
    count++;
  }

  @Override
  public String stateName() {
    return name;
  }

  @Override
  public void writeState(DataOutputStream out) throws IOException {
    out.writeInt(count);
  }

  /** Refuses odd numbers, for tests of what happens then. */
  @Override
  public void readState(DataInputStream in) throws IOException {
    int read = in.readInt();
    if (read % 2 == 1) {
      throw new IOException("%s is odd".formatted(read));
    }
    count = read;
  }
}
