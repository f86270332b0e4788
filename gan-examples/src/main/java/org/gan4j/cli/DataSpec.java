package org.gan4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.data.DrawnDigits;
import org.gan4j.data.FashionMnist;
import org.gan4j.data.FolderProgress;
import org.gan4j.data.ImageFolder;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledImages;
import org.gan4j.data.Mnist;
import org.gan4j.data.PaddedImages;
import org.gan4j.data.QuickDraw;
import org.gan4j.data.StackedImages;

/**
 * Data as the option {@code --data} names it.
 *
 * @param text what the user wrote
 * @param name of the data, fit for a file name
 * @param resizes whether another size than the images' own is made by resizing and cropping, not by
 *     padding
 * @param source reads, draws or downloads the images
 */
record DataSpec(String text, String name, boolean resizes, Source source) {
  /** As many as MNIST has. */
  private static final int DIGITS = 60_000;

  /** One for all runs: their seeds are to vary the training, not the data. */
  private static final long SEED = 1;

  /** As many as Lin et al. 2018 draw. */
  private static final int STACKS = 128_000;

  /** More would make a name that nobody reads. */
  private static final int NAMED_CATEGORIES = 3;

  /** Reads images, in their own size or in another. */
  private interface Source {
    ImageSet open(Optional<ImageShape> size);

    default ImageShape shape(Optional<ImageShape> size) {
      return open(size).shape();
    }

    default Source telling(FolderProgress progress) {
      return this;
    }
  }

  /** A folder, whose files tell their shape before they are decoded. */
  private record Folder(ImageFolder images) implements Source {
    @Override
    public ImageSet open(Optional<ImageShape> size) {
      return advised(() -> sized(size).open());
    }

    @Override
    public ImageShape shape(Optional<ImageShape> size) {
      return advised(() -> sized(size).shape());
    }

    @Override
    public Source telling(FolderProgress progress) {
      return new Folder(images.telling(progress));
    }

    private ImageFolder sized(Optional<ImageShape> size) {
      return size.map(s -> images.size(s.height(), s.width())).orElse(images);
    }
  }

  /**
   * Returns the data of a name, without looking for it yet.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that there are
   */
  static DataSpec parse(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    String where = text.substring(colon + 1);
    if (colon >= 0 && where.isEmpty()) {
      throw unknown(text);
    }
    return colon < 0 ? named(text) : found(text, kind, where);
  }

  private static DataSpec named(String text) {
    return switch (text) {
      case "digits" -> padded(text, text, DataSpec::digits);
      case "mnist" -> padded(text, text, Mnist::train);
      case "stacked-digits" -> padded(text, text, () -> stacked(digits()));
      case "stacked-mnist" -> padded(text, text, () -> stacked(Mnist.train()));
      case "fashion-mnist" -> padded(text, text, FashionMnist::train);
      default -> throw unknown(text);
    };
  }

  private static LabelledImages digits() {
    return DrawnDigits.of(DIGITS, SEED);
  }

  private static LabelledImages stacked(LabelledImages gray) {
    return StackedImages.of(gray, STACKS, SEED);
  }

  private static DataSpec found(String text, String kind, String where) {
    return switch (kind) {
      case "mnist" -> padded(text, kind, () -> Mnist.train(Path.of(where)));
      case "stacked-mnist" -> padded(text, kind, () -> stacked(Mnist.train(Path.of(where))));
      case "fashion-mnist" -> padded(text, kind, () -> FashionMnist.train(Path.of(where)));
      case "quickdraw" -> quickdraw(text, List.of(where.split(",", -1)));
      case "images" -> images(text, Path.of(where));
      default -> throw unknown(text);
    };
  }

  private static DataSpec quickdraw(String text, List<String> names) {
    if (names.contains("")) {
      throw unknown(text);
    }
    List<Path> files = names.stream().map(Path::of).toList();
    String categories =
        files.size() <= NAMED_CATEGORIES
            ? files.stream().map(DataSpec::category).collect(Collectors.joining("-"))
            : files.size() + "-categories";
    return padded(text, "quickdraw-" + categories, () -> QuickDraw.open(files));
  }

  /** The files of the data set are called {@code full_numpy_bitmap_cat.npy} when downloaded. */
  static String category(Path file) {
    return fit(file).replaceFirst("(?i)\\.npy$", "").replaceFirst("^full_numpy_bitmap_", "");
  }

  private static DataSpec images(String text, Path folder) {
    return new DataSpec(
        text,
        "images-" + fit(folder.toAbsolutePath().normalize()),
        true,
        new Folder(ImageFolder.in(folder).cached()));
  }

  /** Looks into a folder; what the library advises is named as the command line names it. */
  private static <T> T advised(Supplier<T> look) {
    try {
      return look.get();
    } catch (GanException e) {
      String advice =
          e.getMessage()
              .replace("size(height, width)", "--image-size")
              .replace("-Xmx4g", "GAN_JAVA_OPTS=-Xmx4g");
      throw new GanException(advice, e);
    }
  }

  /** The last part of a path, without what is of no use in the name of a folder. */
  private static String fit(Path path) {
    Path last = path.getFileName(); // the root has none
    return last == null ? "root" : last.toString().replaceAll("[^\\p{L}\\p{N}._-]+", "_");
  }

  private static DataSpec padded(String text, String name, Supplier<LabelledImages> source) {
    return new DataSpec(text, name, false, size -> padded(source.get(), size));
  }

  private static LabelledImages padded(LabelledImages images, Optional<ImageShape> size) {
    return size.filter(wanted -> !sameSize(images.shape(), wanted))
        .map(wanted -> PaddedImages.of(images, wanted.height(), wanted.width()))
        .orElse(images);
  }

  private static boolean sameSize(ImageShape one, ImageShape other) {
    return one.height() == other.height() && one.width() == other.width();
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        ("there is no data \"%s\"; there are: digits (drawn by the program), mnist and fashion-mnist"
                + " (downloaded when missing), mnist:DIR and fashion-mnist:DIR (the files in a"
                + " folder), stacked-digits, stacked-mnist and stacked-mnist:DIR (three digits as the"
                + " channels of a colour image), quickdraw:FILE[,FILE...] (.npy files), images:DIR (a"
                + " folder of images)")
            .formatted(text));
  }

  /** Returns the same data, of whose reading somebody hears where it takes long. */
  DataSpec telling(FolderProgress progress) {
    return new DataSpec(text, name, resizes, source.telling(progress));
  }

  /** Returns the images as they are. */
  ImageSet open() {
    return open(Optional.empty());
  }

  /**
   * Returns the images in the height and the width of a shape, if one is wanted: a folder's are
   * resized and cropped, all others padded with black. The channels are the images' own.
   *
   * @throws IllegalArgumentException if padding cannot give that size, because it is smaller
   */
  ImageSet open(Optional<ImageShape> size) {
    return source.open(size);
  }

  /** Returns the shape of what {@link #open(Optional)} gives; a folder's files are not decoded. */
  ImageShape shape(Optional<ImageShape> size) {
    return source.shape(size);
  }
}
