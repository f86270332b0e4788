package org.gan4j.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.gan4j.GanException;
import org.gan4j.ImageShape;

/**
 * Reads a folder in two passes: the first looks at the beginning of each file, to know the shape of
 * the whole; the second decodes them one by one into one array of the right size.
 */
final class FolderReader {
  private final Path folder;
  private final FolderOptions options;
  private final FolderFiles files;
  private final Consumer<String> listener;
  private final Unusable unusable;
  private final FolderLooks looks = new FolderLooks();

  /**
   * Looks for the files.
   *
   * @param listener is told what is to be known of them, in sentences
   */
  FolderReader(Path folder, FolderOptions options, Consumer<String> listener) {
    this.listener = listener;
    this.folder = folder;
    this.options = options;
    this.files = FolderFiles.in(folder);
    this.unusable = new Unusable(folder, files.count(), options.limit().of(files.count()));
    files.unreadable().forEach(unusable::add);
  }

  ByteImages read() {
    Map<Path, ImageFile.Header> headers = headers();
    FolderMemory memory = new FolderMemory(folder, shape(headers), headers.size());
    try {
      return read(headers, memory);
    } catch (OutOfMemoryError e) {
      throw memory.lacking(e);
    }
  }

  ImageShape shape() {
    return shape(headers());
  }

  private Map<Path, ImageFile.Header> headers() {
    Map<Path, ImageFile.Header> headers = new LinkedHashMap<>();
    for (Path file : files.images()) {
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
            ("the images in %s have several sizes: %s, but %s. Choose one size for all of them"
                    + " (size(height, width)).")
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

  private ByteImages read(Map<Path, ImageFile.Header> headers, FolderMemory memory) {
    byte[] pixels = memory.allocate();
    ImageFitter fitter = new ImageFitter(memory.shape(), options.background(), options.fit());
    int offset = 0;
    for (var entry : headers.entrySet()) {
      Path file = entry.getKey();
      try {
        Picture picture = decode(file, entry.getValue(), memory);
        looks.add(entry.getValue(), fitter.write(picture, pixels, offset));
        offset += fitter.bytes();
      } catch (IOException e) {
        unusable.add(file, e);
      }
    }
    unusable.check();
    unusable.sentences().forEach(listener);
    looks.surprises(options).forEach(listener);
    return ByteImages.of(memory.shape(), pixels, unusable.usable());
  }

  private static Picture decode(Path file, ImageFile.Header header, FolderMemory memory)
      throws IOException {
    try {
      return ImageFile.decode(file);
    } catch (OutOfMemoryError e) {
      if (memory.canDecode(header)) {
        throw new IOException("it asks for more memory than its pixels take", e);
      }
      throw memory.lacking(file, e);
    }
  }
}
