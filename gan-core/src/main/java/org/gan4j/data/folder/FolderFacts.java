package org.gan4j.data.folder;

import static com.google.common.collect.ImmutableMultiset.toImmutableMultiset;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gan4j.GanException;
import org.gan4j.data.idx.ArrayFile;

/** Tells what is in a folder of data. */
final class FolderFacts {
  /** More are counted, not listed. */
  private static final int NAMED = 5;

  private FolderFacts() {}

  /** Returns what {@link DataFile#describe} tells about a folder. */
  static ImmutableMap<String, String> describe(Path folder) {
    ImmutableMap<String, String> idx = idx(folder);
    return idx.isEmpty() ? pictures(folder) : idx;
  }

  private static ImmutableMap<String, String> idx(Path folder) {
    ImmutableMap.Builder<String, String> headers = ImmutableMap.builder();
    for (Path file : files(folder)) {
      ArrayFile.idx(file).ifPresent(content -> headers.put(file.getFileName().toString(), content));
    }
    ImmutableMap<String, String> found = headers.buildOrThrow();
    return found.isEmpty()
        ? found
        : ImmutableMap.<String, String>builder()
            .put("kind", "folder of IDX files")
            .putAll(found)
            .buildOrThrow();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().contains("ubyte"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new GanException("the folder %s cannot be read: %s".formatted(folder, e), e);
    }
  }

  private static ImmutableMap<String, String> pictures(Path folder) {
    FolderFiles files = FolderFiles.in(folder);
    Unusable unusable = new Unusable(folder, files.count(), files.count());
    files.unreadable().forEach(unusable::add);
    FolderLooks looks = new FolderLooks();
    List<ImageFile.Header> headers = new ArrayList<>();
    for (Path file : files.images()) {
      try {
        ImageFile.Header header = ImageFile.header(file);
        looks.add(header, PixelRows.facts(ImageFile.decode(file)));
        headers.add(header);
      } catch (IOException e) {
        unusable.add(file, e);
      } catch (OutOfMemoryError e) {
        unusable.add(file, new IOException("it takes more memory than there is", e));
      }
    }
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts
        .put("kind", "folder of pictures")
        .put("classes", files.classes(folder).described(files.images()))
        .put(
            "pictures",
            "%d, of them grey %d"
                .formatted(headers.size(), headers.stream().filter(ImageFile.Header::grey).count()))
        .put("formats", counted(headers, "formats", header -> header.format().toString()))
        .put("sizes", counted(headers, "sizes", ImageFile.Header::size))
        .putAll(looks.facts())
        .put("turned", turned(headers));
    unusable.unread().ifPresent(unread -> facts.put("not read", unread));
    return facts.put("unusable", unusable.described()).buildOrThrow();
  }

  private static String turned(List<ImageFile.Header> headers) {
    long turned = headers.stream().filter(h -> h.orientation() != Orientation.NORMAL).count();
    return turned == 0 ? "none" : turned + ", as their cameras have noted";
  }

  private static String counted(
      List<ImageFile.Header> headers, String name, Function<ImageFile.Header, String> what) {
    Multiset<String> counts =
        Multisets.copyHighestCountFirst(headers.stream().map(what).collect(toImmutableMultiset()));
    if (counts.isEmpty()) {
      return "none";
    }
    String named =
        counts.entrySet().stream()
            .limit(NAMED)
            .map(one -> one.getElement() + " (" + one.getCount() + ")")
            .collect(joining(", "));
    int others = counts.elementSet().size() - NAMED;
    return others > 0 ? named + " and " + others + " other " + name : named;
  }
}
