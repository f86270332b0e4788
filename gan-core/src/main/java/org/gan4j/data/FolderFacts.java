package org.gan4j.data;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gan4j.GanException;

/** Tells what is in a folder of data. */
final class FolderFacts {
  /** More sizes are counted, not listed. */
  private static final int SIZES = 5;

  private FolderFacts() {}

  /** Returns what {@link DataFile#describe} tells about a folder. */
  static ImmutableMap<String, String> describe(Path folder) {
    ImmutableMap<String, String> idx = idx(folder);
    return idx.isEmpty() ? pictures(folder) : idx;
  }

  private static ImmutableMap<String, String> idx(Path folder) {
    ImmutableMap.Builder<String, String> headers = ImmutableMap.builder();
    for (Path file : files(folder)) {
      DataFile.idx(file)
          .ifPresent(header -> headers.put(file.getFileName().toString(), header.toString()));
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
    ImmutableMultiset.Builder<String> sizes = ImmutableMultiset.builder();
    Unusable unusable = new Unusable(folder, files.count(), files.count());
    files.unreadable().forEach(unusable::add);
    int grey = 0;
    for (Path file : files.images()) {
      try {
        ImageFile.Header header = ImageFile.header(file);
        sizes.add(header.size());
        grey += header.grey() ? 1 : 0;
      } catch (IOException e) {
        unusable.add(file, e);
      }
    }
    return ImmutableMap.of(
        "kind",
        "folder of pictures",
        "pictures",
        unusable.usable() + ", of them grey " + grey,
        "sizes",
        sizes(sizes.build()),
        "unusable",
        unusable.described());
  }

  private static String sizes(Multiset<String> sizes) {
    if (sizes.isEmpty()) {
      return "none";
    }
    Multiset<String> ordered = Multisets.copyHighestCountFirst(sizes);
    String named =
        ordered.entrySet().stream()
            .limit(SIZES)
            .map(size -> size.getElement() + " (" + size.getCount() + ")")
            .collect(joining(", "));
    int others = ordered.elementSet().size() - SIZES;
    return others > 0 ? named + " and " + others + " other sizes" : named;
  }
}
