package org.gan4j.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gan4j.data.digits.DrawnDigits;

/** Drawn digits in MNIST's files, to train on and to test with. */
final class IdxDigits {
  private IdxDigits() {}

  /** Writes them into a new folder of another one, and returns it. */
  static Path in(Path parent, int train, int test) throws IOException {
    Path folder = Files.createDirectory(parent.resolve("idx-digits"));
    write(folder, "train", DrawnDigits.of(train, 1));
    write(folder, "t10k", DrawnDigits.of(test, 2));
    return folder;
  }

  private static void write(Path folder, String part, DrawnDigits digits) throws IOException {
    int size = digits.shape().size();
    ByteBuffer pixels = ByteBuffer.allocate(16 + digits.size() * size).putInt(0x803);
    pixels.putInt(digits.size()).putInt(28).putInt(28);
    ByteBuffer labels = ByteBuffer.allocate(8 + digits.size()).putInt(0x801).putInt(digits.size());
    for (int i = 0; i < digits.size(); i++) {
      digits.read(i, pixels.array(), 16 + i * size);
      labels.put((byte) digits.label(i));
    }
    Files.write(folder.resolve(part + "-images-idx3-ubyte"), pixels.array());
    Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
  }
}
