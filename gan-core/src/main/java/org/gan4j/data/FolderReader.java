package org.gan4j.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.GanException;
import org.gan4j.ImageShape;

/**
 * Reads a folder in two passes: the first looks at the beginning of each file, to know the shape of
 * the whole; the second decodes them one by one into one array of the right size.
 */
final class FolderReader {
  /** The longest array that a Java virtual machine is sure to allow. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  private final Path folder;
  private final FolderOptions options;
  private final List<Path> files;
  private final Unusable unusable;

  FolderReader(Path folder, FolderOptions options) {
    this.folder = folder;
    this.options = options;
    this.files = FolderFiles.in(folder);
    this.unusable = new Unusable(folder, files.size(), options.limit(files.size()));
  }

  ByteImages read() {
    Map<Path, ImageFile.Header> headers = headers();
    ImageShape shape = shape(headers);
    byte[] pixels = allocate(shape, headers.size());
    decode(headers.keySet(), new ImageFitter(shape, options.background(), options.fit()), pixels);
    unusable.check();
    unusable.report();
    return ByteImages.of(shape, pixels, unusable.usable());
  }

  private Map<Path, ImageFile.Header> headers() {
    Map<Path, ImageFile.Header> headers = new LinkedHashMap<>();
    for (Path file : files) {
      try {
        headers.put(file, ImageFile.header(file));
      } catch (IOException e) {
        unusable.add(file, e);
      }
    }
    unusable.check();
    return headers;
  }

  private ImageShape shape(Map<Path, ImageFile.Header> headers) {
    int channels = options.channels(headers.values().stream().allMatch(ImageFile.Header::grey));
    ImageShape size = options.size().orElseGet(() -> commonSize(headers));
    return new ImageShape(channels, size.height(), size.width());
  }

  private ImageShape commonSize(Map<Path, ImageFile.Header> headers) {
    var first = headers.entrySet().iterator().next();
    for (var entry : headers.entrySet()) {
      if (!entry.getValue().hasSizeOf(first.getValue())) {
        throw new GanException(
            ("the images in %s have several sizes: %s, but %s. Choose the size that all are brought"
                    + " to (--image-size).")
                .formatted(folder, described(first), described(entry)));
      }
    }
    return ImageShape.gray(first.getValue().height(), first.getValue().width());
  }

  private String described(Map.Entry<Path, ImageFile.Header> entry) {
    ImageFile.Header header = entry.getValue();
    return "%s has %d x %d pixels"
        .formatted(FolderFiles.name(folder, entry.getKey()), header.width(), header.height());
  }

  private byte[] allocate(ImageShape shape, int count) {
    long bytes = (long) count * shape.size();
    if (bytes > MAX_BYTES) {
      throw tooLarge(shape, count, "2,147 MB are possible: choose a smaller size", null);
    }
    try {
      return new byte[(int) bytes];
    } catch (OutOfMemoryError e) {
      throw tooLarge(
          shape,
          count,
          "Java has %,d MB in all: choose a smaller size, or give it more (GAN_JAVA_OPTS=-Xmx4g)"
              .formatted(Runtime.getRuntime().maxMemory() / 1_000_000),
          e);
    }
  }

  private GanException tooLarge(ImageShape shape, int count, String limit, Throwable cause) {
    return new GanException(
        "the %d images of %s in %s take %,d MB of memory, and %s."
            .formatted(count, shape, folder, (long) count * shape.size() / 1_000_000, limit),
        cause);
  }

  private void decode(Iterable<Path> usable, ImageFitter fitter, byte[] pixels) {
    int offset = 0;
    for (Path file : usable) {
      try {
        fitter.write(ImageFile.decode(file), pixels, offset);
        offset += fitter.bytes();
      } catch (IOException e) {
        unusable.add(file, e);
      }
    }
  }
}
