package org.gan4j.data.download;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.gan4j.data.LabelledImages;

/**
 * MNIST: 60,000 handwritten digits to train on and 10,000 to test with, grey, 28 x 28, ten classes
 * (LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition",
 * 1998).
 *
 * <p>The files are the four IDX files of the original, packed or not, under the names {@code
 * train-images-idx3-ubyte} or {@code train-images.idx3-ubyte} and so on. Without a folder they are
 * looked for in {@code $GAN4J_DATA/mnist} if that variable is set, else in {@code gan4j/mnist} in
 * the user's cache ({@code $XDG_CACHE_HOME} or {@code ~/.cache}; {@code ~/Library/Caches} on macOS;
 * {@code gan4j\cache\mnist} in {@code %LOCALAPPDATA%} on Windows). Missing ones are downloaded
 * there, 11 MB in all, from <a
 * href="https://ossci-datasets.s3.amazonaws.com/mnist/">ossci-datasets</a> (PyTorch's mirror) or <a
 * href="https://storage.googleapis.com/cvdf-datasets/mnist/">cvdf-datasets</a> (TensorFlow's), and
 * compared with the checksums of the original.
 */
public final class Mnist {
  static final IdxFolder FILES =
      IdxFolder.named(
          "mnist",
          List.of(
              URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
              URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")),
          List.of(
              "f68b3c2dcbeaaa9fbdd348bbdeb94873",
              "d53e105ee54ea40749a09fcbcd1e9432",
              "9fb629c4189551a2d022fa330f9573f3",
              "ec29112dd5afa0611ce80d1b7f02629c"));

  private Mnist() {}

  /**
   * {@return the 60,000 training images; downloads what is missing}
   *
   * @throws org.gan4j.GanException if a download fails or a file is damaged
   */
  public static LabelledImages train() {
    return FILES.train(FILES.downloaded());
  }

  /**
   * {@return the 10,000 test images; downloads what is missing}
   *
   * @throws org.gan4j.GanException if a download fails or a file is damaged
   */
  public static LabelledImages test() {
    return FILES.test(FILES.downloaded());
  }

  /**
   * {@return the training images of a folder, which is only read}
   *
   * @param folder where the files are
   * @throws org.gan4j.GanException if a file is missing or damaged
   */
  public static LabelledImages train(Path folder) {
    return FILES.train(FILES.readOnly(folder));
  }

  /**
   * {@return the test images of a folder, which is only read}
   *
   * @param folder where the files are
   * @throws org.gan4j.GanException if a file is missing or damaged
   */
  public static LabelledImages test(Path folder) {
    return FILES.test(FILES.readOnly(folder));
  }

  /**
   * {@return where the files are looked for, and downloaded to, without a folder; it need not
   * exist}
   */
  public static Path folder() {
    return FILES.path();
  }
}
