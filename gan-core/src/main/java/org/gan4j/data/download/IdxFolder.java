package org.gan4j.data.download;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.UserFolders;
import org.gan4j.data.idx.IdxFiles;

/**
 * A published data set of the four IDX files that MNIST has, under the names that MNIST's have,
 * packed or not, and of ten classes: MNIST itself, and what was made to take its place.
 */
final class IdxFolder {
  private static final int CLASSES = 10;

  /** The largest file, Fashion-MNIST's training images, has 26,421,880 bytes. */
  private static final long MAX_BYTES = 32 << 20;

  private final String name;
  private final List<URI> mirrors;
  private final RemoteFile trainImages;
  private final RemoteFile trainLabels;
  private final RemoteFile testImages;
  private final RemoteFile testLabels;

  private IdxFolder(String name, List<URI> mirrors, List<String> md5) {
    this.name = name;
    this.mirrors = mirrors;
    this.trainImages = file("train-images", "idx3-ubyte", md5.get(0));
    this.trainLabels = file("train-labels", "idx1-ubyte", md5.get(1));
    this.testImages = file("t10k-images", "idx3-ubyte", md5.get(2));
    this.testLabels = file("t10k-labels", "idx1-ubyte", md5.get(3));
  }

  /**
   * {@return a data set}
   *
   * @param name of its folder among the user's data sets
   * @param mirrors folders on the web, in the order in which they are tried; each ends in a slash
   * @param md5 the checksums of the packed files: training images and labels, test images and
   *     labels
   */
  static IdxFolder named(String name, List<URI> mirrors, List<String> md5) {
    return new IdxFolder(name, mirrors, md5);
  }

  /** {@return where the user's own copy is, or will be} */
  Path path() {
    return path(UserFolders.ofThisMachine());
  }

  private Path path(UserFolders folders) {
    return folders.data(name);
  }

  /** {@return the user's own copy; what is missing in it is downloaded} */
  DataFolder downloaded() {
    return downloaded(UserFolders.ofThisMachine(), new Downloader(mirrors, Patience.NORMAL));
  }

  DataFolder downloaded(UserFolders folders, Downloader downloader) {
    return DataFolder.filledBy(downloader, path(folders), files());
  }

  /** {@return a copy that is only read} */
  DataFolder readOnly(Path folder) {
    return DataFolder.readOnly(folder, files());
  }

  /** {@return the training images that are in a folder} */
  LabelledImages train(DataFolder folder) {
    return read(folder, trainImages, trainLabels);
  }

  /** {@return the test images that are in a folder} */
  LabelledImages test(DataFolder folder) {
    return read(folder, testImages, testLabels);
  }

  private static LabelledImages read(DataFolder folder, RemoteFile images, RemoteFile labels) {
    return IdxFiles.labelled(folder.get(images), folder.get(labels), CLASSES);
  }

  private List<RemoteFile> files() {
    return List.of(trainImages, trainLabels, testImages, testLabels);
  }

  private static RemoteFile file(String name, String format, String md5) {
    String dashed = name + "-" + format;
    String dotted = name + "." + format;
    return new RemoteFile(dashed + ".gz", List.of(dashed, dotted + ".gz", dotted), md5, MAX_BYTES);
  }
}
