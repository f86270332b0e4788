package org.gan4j.guides;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of MNIST's training images, with few in them. */
public final class TinyMnist {
  private TinyMnist() {}

  /**
   * Writes them.
   *
   * @param folder that is there
   * @param images how many; image i is of class i % 10
   * @return the folder
   */
  public static Path in(Path folder, int images) throws IOException {
    ByteBuffer pixels = ByteBuffer.allocate(16 + images * 784).putInt(0x803);
    pixels.putInt(images).putInt(28).putInt(28);
    ByteBuffer labels = ByteBuffer.allocate(8 + images).putInt(0x801).putInt(images);
    for (int i = 0; i < images; i++) {
      for (int pixel = 0; pixel < 784; pixel++) {
        pixels.put((byte) (i * pixel));
      }
      labels.put((byte) (i % 10));
    }
    Files.write(folder.resolve("train-images-idx3-ubyte"), pixels.array());
    Files.write(folder.resolve("train-labels-idx1-ubyte"), labels.array());
    return folder;
  }
}
