package org.gan4j.data.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.gan4j.Advice;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.Message;
import org.gan4j.data.ByteImages;
import org.gan4j.data.ImageSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a folder in two passes: the first looks at the beginning of each file, to know the shape of
 * the whole; the second decodes them into one array, or into a file of the cache, from which they
 * come at once the next time.
 */
final class FolderReader {
  private static final Logger log = LoggerFactory.getLogger(ImageFolder.class);

  /** Smaller folders are decoded each time, which takes seconds, and kept in memory. */
  private static final long SMALL_FILES = 64_000_000;

  private static final int MANY_FILES = 10_000;

  private final Path folder;
  private final FolderOptions options;
  private final FolderFiles files;
  private final Optional<DecodedCache> cache;
  private final FolderListener listener;
  private final Map<Path, ImageFile.Header> headers = new LinkedHashMap<>(); // once looked at
  private final Map<String, Fault> faults = new LinkedHashMap<>();

  FolderReader(
      FolderListing listing,
      FolderOptions options,
      Optional<DecodedCache> cache,
      FolderListener listener) {
    this.folder = listing.folder();
    this.options = options;
    this.files = listing.files(listener);
    this.cache = cache;
    this.listener = listener;
    files.unreadable().forEach(this::add);
  }

  private void add(Path file, IOException why) {
    Fault fault = Fault.of(folder, file, why);
    faults.put(fault.file(), fault);
  }

  /** {@return the shape that the images will have} */
  ImageShape shape() {
    CommonShape common =
        largeByItsFiles()
            .flatMap(there -> there.shape(files.key().ofShape()))
            .orElseGet(this::commonShape);
    ImageShape size =
        options
            .size()
            .orElseGet(
                () -> common.hasSize() ? ImageShape.gray(common.height(), common.width()) : none());
    return new ImageShape(options.channels(common.grey()), size.height(), size.width());
  }

  /** Returns the cache, if it is worth to remember there what looking at all files tells. */
  private Optional<DecodedCache> largeByItsFiles() {
    return cache.filter(
        there -> files.key().bytes() > SMALL_FILES || files.images().size() > MANY_FILES);
  }

  private CommonShape commonShape() {
    lookAtFiles();
    CommonShape common = CommonShape.of(headers.values());
    largeByItsFiles().ifPresent(there -> there.remember(files.key().ofShape(), common));
    return common;
  }

  ImageSet read() {
    FolderMemory memory = new FolderMemory(folder, shape(), files.images().size());
    return largeByItsFiles()
        .or(() -> cache.filter(there -> memory.bytes() > there.least()))
        .flatMap(there -> fromCache(there, memory))
        .orElseGet(() -> intoMemory(memory));
  }

  /** {@return nothing if the cache cannot be written} */
  private Optional<ImageSet> fromCache(DecodedCache there, FolderMemory memory) {
    String name = files.key().with(options.ofShape(memory.shape()));
    return there
        .find(name)
        .or(() -> written(there, name, memory))
        .map(
            entry -> {
              report(entry.about().seen());
              return labelled(entry.images(), entry.about().seen().faults());
            });
  }

  private Optional<DecodedCache.Entry> written(
      DecodedCache there, String name, FolderMemory memory) {
    try {
      return Optional.of(
          there.write(
              name, memory.shape(), memory.bytes(), sink -> decode(memory, files.images(), sink)));
    } catch (IOException e) {
      log.warn(
          "the decoded images of {} are not kept in {} ({}): they are decoded each time",
          folder,
          there.folder(),
          e.toString());
      return Optional.empty();
    }
  }

  private ImageSet intoMemory(FolderMemory memory) {
    lookAtFiles();
    FolderMemory usable = new FolderMemory(folder, memory.shape(), headers.size());
    try {
      byte[] pixels = usable.allocate();
      AtomicInteger offset = new AtomicInteger();
      report(
          decode(
              usable,
              List.copyOf(headers.keySet()),
              image ->
                  System.arraycopy(
                      image, 0, pixels, offset.getAndAdd(image.length), image.length)));
      int count = offset.get() / usable.shape().size();
      return labelled(ByteImages.of(usable.shape(), pixels, count), faults.values());
    } catch (OutOfMemoryError e) {
      throw usable.lacking(e);
    } catch (IOException e) {
      throw new IllegalStateException("memory can be written to", e);
    }
  }

  private ImageSet labelled(ImageSet images, Collection<Fault> leftOut) {
    Set<String> names = leftOut.stream().map(Fault::file).collect(Collectors.toSet());
    List<Path> read =
        files.images().stream()
            .filter(file -> !names.contains(FolderFiles.name(folder, file)))
            .toList();
    return files.classes(folder).label(images, read);
  }

  private DecodedFile.Seen decode(FolderMemory memory, List<Path> usable, FolderDecoder.Sink sink)
      throws IOException {
    FolderLooks looks =
        new FolderDecoder(memory, options, listener).decode(usable, sink, this::add);
    unusable(faults.values()).check();
    return new DecodedFile.Seen(List.copyOf(faults.values()), looks);
  }

  private void lookAtFiles() {
    if (!headers.isEmpty()) {
      return;
    }
    int all = files.images().size();
    int done = 0;
    for (Path file : files.images()) {
      try {
        headers.put(file, ImageFile.header(file));
      } catch (IOException e) {
        add(file, e);
      }
      listener.at("looked at", ++done, all);
    }
    unusable(faults.values()).check();
  }

  private void report(DecodedFile.Seen seen) {
    Unusable unusable = unusable(seen.faults());
    unusable.check(); // the limit may be another one than when they were decoded
    unusable.sentences().stream().map(Message::text).forEach(listener::told);
    seen.looks().surprises(options).forEach(listener::told);
  }

  private Unusable unusable(Iterable<Fault> faults) {
    Unusable all = new Unusable(folder, files.count(), options.limit().of(files.count()));
    faults.forEach(all::add);
    return all;
  }

  /** There is no common size. */
  private ImageShape none() {
    lookAtFiles();
    var first = headers.entrySet().iterator().next();
    var other =
        headers.entrySet().stream()
            .filter(entry -> !entry.getValue().hasSizeOf(first.getValue()))
            .findFirst()
            .orElse(first);
    throw new GanException(
        Message.of(
            "the images in %s have several sizes: %s, but %s. Choose one size for all of them (%s).",
            folder, described(first), described(other), Advice.IMAGE_SIZE));
  }

  private String described(Map.Entry<Path, ImageFile.Header> entry) {
    ImageFile.Header header = entry.getValue();
    return "%s has %d x %d pixels"
        .formatted(FolderFiles.name(folder, entry.getKey()), header.width(), header.height());
  }
}
