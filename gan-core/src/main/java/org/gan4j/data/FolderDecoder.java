package org.gan4j.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
  private final FolderProgress progress;
  private int done;

  FolderDecoder(FolderMemory memory, FolderOptions options, FolderProgress progress) {
    this.memory = memory;
    this.options = options;
    this.progress = progress;
  }

  /** Takes the pixels of one image after the other. */
  interface Sink {
    void add(byte[] pixels) throws IOException;
  }

  /** An image, what is wrong with its file, or neither where memory was short. */
  private record Result(Path file, Optional<byte[]> pixels, Optional<IOException> fault) {
    boolean isKnown() {
      return pixels.isPresent() || fault.isPresent();
    }
  }

  /**
   * Decodes all.
   *
   * @param unusable gets the files that cannot be decoded
   * @throws IOException if the sink fails
   */
  void decode(List<Path> files, Sink sink, Map<Path, IOException> unusable) throws IOException {
    int step = Math.max(1, Math.min(MOST_WAITING, WAITING_BYTES / memory.shape().size()));
    for (int from = 0; from < files.size(); from += step) {
      List<Path> next = files.subList(from, Math.min(files.size(), from + step));
      for (Result result : next.parallelStream().map(file -> result(file, files.size())).toList()) {
        Result sure = result.isKnown() ? result : alone(result.file());
        sure.fault().ifPresent(fault -> unusable.put(sure.file(), fault));
        if (sure.pixels().isPresent()) {
          sink.add(sure.pixels().get());
        }
      }
    }
  }

  private Result result(Path file, int all) {
    try {
      return decoded(file);
    } catch (OutOfMemoryError e) { // perhaps because others are decoded at the same time
      return new Result(file, Optional.empty(), Optional.empty());
    } finally {
      tell(all);
    }
  }

  private synchronized void tell(int all) {
    progress.at("decoded", ++done, all);
  }

  private Result alone(Path file) {
    try {
      return decoded(file);
    } catch (OutOfMemoryError e) {
      throw memory.lacking(file, e);
    }
  }

  private Result decoded(Path file) {
    try {
      byte[] pixels = new byte[memory.shape().size()];
      new ImageFitter(memory.shape(), options.background(), options.fit())
          .write(ImageFile.decode(file), pixels, 0);
      return new Result(file, Optional.of(pixels), Optional.empty());
    } catch (IOException e) {
      return new Result(file, Optional.empty(), Optional.of(e));
    }
  }
}
