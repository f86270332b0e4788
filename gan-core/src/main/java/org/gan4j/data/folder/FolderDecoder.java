package org.gan4j.data.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Decodes the files of a folder on all processors, and hands their pixels out in the order of the
 * files.
 */
final class FolderDecoder {
  /** Decoded images that wait for those before them. */
  private static final int WAITING_BYTES = 1 << 24;

  private static final int MOST_WAITING = 512;

  private final FolderMemory memory;
  private final FolderOptions options;
  private final FolderListener listener;
  private int done;

  FolderDecoder(FolderMemory memory, FolderOptions options, FolderListener listener) {
    this.memory = memory;
    this.options = options;
    this.listener = listener;
  }

  /** Takes the pixels of one image after the other. */
  interface Sink {
    void add(byte[] pixels) throws IOException;
  }

  /** Takes the files that cannot be decoded. */
  interface Faults {
    void add(Path file, IOException why);
  }

  /** An image and what was seen of it. */
  private static final class Decoded {
    final byte[] pixels;
    final ImageFile.Header header;
    final PixelFacts facts;

    Decoded(byte[] pixels, ImageFile.Header header, PixelFacts facts) {
      this.pixels = pixels;
      this.header = header;
      this.facts = facts;
    }
  }

  /** An image, what is wrong with its file, or neither where memory was short. */
  private record Result(Path file, Optional<Decoded> image, Optional<IOException> fault) {
    boolean isKnown() {
      return image.isPresent() || fault.isPresent();
    }
  }

  /**
   * Decodes all.
   *
   * @return what was seen of them
   * @throws IOException if the sink fails
   */
  FolderLooks decode(List<Path> files, Sink sink, Faults faults) throws IOException {
    FolderLooks looks = new FolderLooks();
    int step = Math.max(1, Math.min(MOST_WAITING, WAITING_BYTES / memory.shape().size()));
    for (int from = 0; from < files.size(); from += step) {
      List<Path> next = files.subList(from, Math.min(files.size(), from + step));
      for (Result result : next.parallelStream().map(file -> result(file, files.size())).toList()) {
        Result sure = result.isKnown() ? result : alone(result.file());
        sure.fault().ifPresent(fault -> faults.add(sure.file(), fault));
        if (sure.image().isPresent()) {
          Decoded image = sure.image().get();
          looks.add(image.header, image.facts);
          sink.add(image.pixels);
        }
      }
    }
    return looks;
  }

  private Result result(Path file, int all) {
    try {
      return decoded(file, header -> ImageFile.decode(file));
    } catch (OutOfMemoryError e) { // perhaps because others are decoded at the same time
      return new Result(file, Optional.empty(), Optional.empty());
    } finally {
      tell(all);
    }
  }

  private synchronized void tell(int all) {
    listener.at("decoded", ++done, all);
  }

  private Result alone(Path file) {
    try {
      return decoded(file, header -> honest(file, header));
    } catch (OutOfMemoryError e) {
      throw memory.lacking(e);
    }
  }

  private Picture honest(Path file, ImageFile.Header header) throws IOException {
    try {
      return ImageFile.decode(file);
    } catch (OutOfMemoryError e) {
      if (memory.canDecode(header)) {
        throw new IOException("it asks for more memory than its pixels take", e);
      }
      throw memory.lacking(file, e);
    }
  }

  private Result decoded(Path file, Decoder decoder) {
    try {
      ImageFile.Header header = ImageFile.header(file);
      Picture picture = decoder.picture(header);
      byte[] pixels = new byte[memory.shape().size()];
      PixelFacts facts =
          new ImageFitter(memory.shape(), options.background(), options.fit())
              .write(picture, pixels, 0);
      Decoded image = new Decoded(pixels, header, facts);
      return new Result(file, Optional.of(image), Optional.empty());
    } catch (IOException e) {
      return new Result(file, Optional.empty(), Optional.of(e));
    }
  }

  private interface Decoder {
    Picture picture(ImageFile.Header header) throws IOException;
  }
}
