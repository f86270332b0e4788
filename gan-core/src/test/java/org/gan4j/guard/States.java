package org.gan4j.guard;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Carries the state of one guard into another, as a checkpoint does. */
final class States {
  private States() {}

  interface Writing {
    void writeState(DataOutputStream out) throws IOException;
  }

  interface Reading {
    void readState(DataInputStream in) throws IOException;
  }

  static void carry(Writing from, Reading to) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    from.writeState(new DataOutputStream(bytes));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    to.readState(in);
    if (in.read() != -1) {
      throw new AssertionError("not all was read");
    }
  }
}
