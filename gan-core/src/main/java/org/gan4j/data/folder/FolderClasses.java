package org.gan4j.data.folder;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import com.google.common.primitives.ImmutableIntArray;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gan4j.data.ImageSet;
import org.gan4j.data.LabelledSet;

/**
 * The classes of a folder's images, if each is in one of several folders in it or below that: the
 * layout of torchvision's {@code ImageFolder}.
 *
 * @param folder whose folders are the classes
 * @param names of those folders, in their order; empty if there are no classes
 */
record FolderClasses(Path folder, List<String> names) {
  /** {@return the classes of files that are in a folder or below it} */
  static FolderClasses of(Path folder, List<Path> files) {
    Set<Path> parts = files.stream().map(file -> first(folder, file)).collect(Collectors.toSet());
    boolean loose = files.stream().anyMatch(file -> file.getParent().equals(folder));
    return new FolderClasses(
        folder,
        loose || parts.size() < 2
            ? List.of()
            : parts.stream().map(Path::toString).sorted().toList());
  }

  private static Path first(Path folder, Path file) {
    return folder.relativize(file).getName(0);
  }

  /** {@return images that were read from files, with their classes if there are any} */
  ImageSet label(ImageSet images, List<Path> files) {
    return names.isEmpty()
        ? images
        : new LabelledSet(
            images, ImmutableIntArray.copyOf(files.stream().mapToInt(this::label)), names.size());
  }

  private int label(Path file) {
    return Collections.binarySearch(names, first(folder, file).toString());
  }

  /** {@return what there is to say of the classes of files} */
  String described(List<Path> files) {
    if (!names.isEmpty()) {
      Multiset<String> counts = HashMultiset.create();
      files.forEach(file -> counts.add(first(folder, file).toString()));
      return names.stream()
          .map(name -> "%s (%d)".formatted(name, counts.count(name)))
          .collect(Collectors.joining(", "));
    }
    long loose = files.stream().filter(file -> file.getParent().equals(folder)).count();
    if (loose == 0) {
      return "none: all are in one folder";
    }
    return loose == files.size()
        ? "none: there is no folder for each"
        : "none: %d of the files are in no folder of a class".formatted(loose);
  }
}
