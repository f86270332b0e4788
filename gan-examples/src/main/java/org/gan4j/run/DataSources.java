package org.gan4j.run;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.StackedImages;
import org.gan4j.data.digits.DrawnDigits;
import org.gan4j.data.download.FashionMnist;
import org.gan4j.data.download.Mnist;
import org.gan4j.data.idx.IdxFiles;
import org.gan4j.data.idx.IdxImages;
import org.gan4j.data.idx.NumpyImages;
import org.gan4j.data.idx.QuickDraw;

/** What each kind of data opens. */
final class DataSources {
  /** As many as MNIST has. */
  private static final int DIGITS = 60_000;

  private static final int TEST_DIGITS = 10_000;

  /** One for all runs: their seeds are to vary the training, not the data. */
  private static final long SEED = 1;

  private static final long TEST_SEED = 2;

  /** As many as Lin et al. 2018 draw. */
  private static final int STACKS = 128_000;

  /** More would make a name that nobody reads. */
  private static final int NAMED_CATEGORIES = 3;

  private static final List<String> CLOTHES =
      List.of(
          "T-shirt",
          "trousers",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle boot");

  private DataSources() {}

  static DataSource digits() {
    return new PaddedSource(
        "digits",
        DataSources::drawn,
        () -> Optional.of(DrawnDigits.of(TEST_DIGITS, TEST_SEED)),
        List.of());
  }

  private static LabelledImages drawn() {
    return DrawnDigits.of(DIGITS, SEED);
  }

  static DataSource mnist(Optional<DataPlace> place) {
    return new PaddedSource(
        "mnist",
        () -> mnistImages(place),
        () -> Optional.of(folder(place).map(Mnist::test).orElseGet(Mnist::test)),
        List.of());
  }

  private static LabelledImages mnistImages(Optional<DataPlace> place) {
    return folder(place).map(Mnist::train).orElseGet(Mnist::train);
  }

  static DataSource fashion(Optional<DataPlace> place) {
    return new PaddedSource(
        "fashion-mnist",
        () -> folder(place).map(FashionMnist::train).orElseGet(FashionMnist::train),
        () -> Optional.of(folder(place).map(FashionMnist::test).orElseGet(FashionMnist::test)),
        CLOTHES);
  }

  private static Optional<Path> folder(Optional<DataPlace> place) {
    return place.map(DataPlace::path);
  }

  static DataSource stackedDigits() {
    return stacked("stacked-digits", DataSources::drawn);
  }

  static DataSource stackedMnist(Optional<DataPlace> place) {
    return stacked("stacked-mnist", () -> mnistImages(place));
  }

  private static DataSource stacked(String name, Supplier<LabelledImages> gray) {
    return new PaddedSource(name, () -> StackedImages.of(gray.get(), STACKS, SEED));
  }

  static DataSource drawings(DataPlace place) {
    List<Path> files = place.paths();
    List<String> categories = files.stream().map(DataSources::category).toList();
    return new PaddedSource(
        "quickdraw-" + joined(categories),
        () -> QuickDraw.open(files),
        Optional::empty,
        categories);
  }

  static DataSource arrays(DataPlace place) {
    List<Path> files = place.paths();
    List<String> names = files.stream().map(DataSources::category).toList();
    boolean one = files.size() == 1;
    return new PaddedSource(
        "npy-" + joined(names),
        () -> NumpyImages.open(files),
        () -> one ? NumpyImages.test(files.get(0)) : Optional.empty(),
        one ? List.of() : names);
  }

  static DataSource idx(DataPlace place) {
    List<Path> paths = place.paths();
    checkArgument(
        paths.size() <= 2,
        "idx takes a folder, or a file of images and one of labels, not %s files",
        paths.size());
    Path first = paths.get(0);
    String name = "idx-" + DataPlace.fit(first).replaceFirst("(?i)\\.gz$", "");
    if (paths.size() == 2) {
      return new PaddedSource(name, () -> IdxFiles.labelled(first, paths.get(1)));
    }
    return new PaddedSource(
        name,
        () -> Files.isRegularFile(first) ? IdxFiles.images(first) : IdxImages.train(first),
        () -> Files.isRegularFile(first) ? Optional.empty() : IdxImages.test(first),
        List.of());
  }

  private static String joined(List<String> categories) {
    return categories.size() <= NAMED_CATEGORIES
        ? categories.stream().collect(Collectors.joining("-"))
        : categories.size() + "-categories";
  }

  /** The files of the data set are called {@code full_numpy_bitmap_cat.npy} when downloaded. */
  private static String category(Path file) {
    return DataPlace.fit(file)
        .replaceFirst("(?i)\\.np[yz](\\.gz)?(?=#|$)", "")
        .replaceFirst("^full_numpy_bitmap_", "");
  }

  static DataSource images(DataPlace place) {
    return FolderSource.of(place.path());
  }
}
