package org.gan4j.data;

import com.google.common.annotations.VisibleForTesting;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

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
  private static final String NAME = "mnist";
  private static final int CLASSES = 10;
  private static final long MAX_BYTES = 16 << 20;

  private static final List<URI> MIRRORS =
      List.of(
          URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
          URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"));

  private static final RemoteFile TRAIN_IMAGES =
      file("train-images", "idx3-ubyte", "f68b3c2dcbeaaa9fbdd348bbdeb94873");
  private static final RemoteFile TRAIN_LABELS =
      file("train-labels", "idx1-ubyte", "d53e105ee54ea40749a09fcbcd1e9432");
  private static final RemoteFile TEST_IMAGES =
      file("t10k-images", "idx3-ubyte", "9fb629c4189551a2d022fa330f9573f3");
  private static final RemoteFile TEST_LABELS =
      file("t10k-labels", "idx1-ubyte", "ec29112dd5afa0611ce80d1b7f02629c");
  private static final List<RemoteFile> FILES =
      List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS);

  private final DataFolder folder;

  private Mnist(DataFolder folder) {
    this.folder = folder;
  }

  @VisibleForTesting
  Mnist(UserFolders folders, Downloader downloader) {
    this(DataFolder.filledBy(downloader, folders.data(NAME), FILES));
  }

  /**
   * {@return the 60,000 training images; downloads what is missing}
   *
   * @throws org.gan4j.GanException if a download fails or a file is damaged
   */
  public static LabelledImages train() {
    return ofThisMachine().trainImages();
  }

  /**
   * {@return the 10,000 test images; downloads what is missing}
   *
   * @throws org.gan4j.GanException if a download fails or a file is damaged
   */
  public static LabelledImages test() {
    return ofThisMachine().testImages();
  }

  /**
   * {@return the training images of a folder, which is only read}
   *
   * @param folder where the files are
   * @throws org.gan4j.GanException if a file is missing or damaged
   */
  public static LabelledImages train(Path folder) {
    return new Mnist(DataFolder.readOnly(folder, FILES)).trainImages();
  }

  /**
   * {@return the test images of a folder, which is only read}
   *
   * @param folder where the files are
   * @throws org.gan4j.GanException if a file is missing or damaged
   */
  public static LabelledImages test(Path folder) {
    return new Mnist(DataFolder.readOnly(folder, FILES)).testImages();
  }

  /**
   * {@return where the files are looked for, and downloaded to, without a folder; it need not
   * exist}
   */
  public static Path folder() {
    return UserFolders.ofThisMachine().data(NAME);
  }

  private static Mnist ofThisMachine() {
    return new Mnist(UserFolders.ofThisMachine(), new Downloader(MIRRORS, Patience.NORMAL));
  }

  LabelledImages trainImages() {
    return read(TRAIN_IMAGES, TRAIN_LABELS);
  }

  LabelledImages testImages() {
    return read(TEST_IMAGES, TEST_LABELS);
  }

  private LabelledImages read(RemoteFile images, RemoteFile labels) {
    return IdxFiles.labelled(folder.get(images), folder.get(labels), CLASSES);
  }

  private static RemoteFile file(String name, String format, String md5) {
    String dashed = name + "-" + format;
    String dotted = name + "." + format;
    return new RemoteFile(dashed + ".gz", List.of(dashed, dotted + ".gz", dotted), md5, MAX_BYTES);
  }
}
