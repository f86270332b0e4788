package org.gan4j.data.download;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.gan4j.data.LabelledImages;

/**
 * Fashion-MNIST: 60,000 pictures of clothes to train on and 10,000 to test with, grey, 28 x 28, ten
 * classes: T-shirt, trousers, pullover, dress, coat, sandal, shirt, sneaker, bag, ankle boot (Xiao,
 * Rasul and Vollgraf, "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning
 * Algorithms", 2017).
 *
 * <p>The files have the names and the format of {@link Mnist}'s, so it takes a folder of its own:
 * {@code fashion-mnist}, beside the folder {@code mnist} of that one. Missing files are downloaded
 * there, 31 MB in all, from <a
 * href="http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/">their publisher</a> or from <a
 * href="https://storage.googleapis.com/tensorflow/tf-keras-datasets/">Keras' mirror</a>, and
 * compared with the publisher's checksums.
 */
public final class FashionMnist {
  static final IdxFolder FILES =
      IdxFolder.named(
          "fashion-mnist",
          List.of(
              URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
              URI.create("https://storage.googleapis.com/tensorflow/tf-keras-datasets/")),
          List.of(
              "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
              "25c81989df183df01b3e8a0aad5dffbe",
              "bef4ecab320f06d8554ea6380940ec79",
              "bb300cfdad3c16e7a12a480ee83cd310"));

  private FashionMnist() {}

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
