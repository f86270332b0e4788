package org.gan4j.cli;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A folder's name for each class: the class's own where it can be one on every system, also where
 * capitals do not count, else its number.
 *
 * @param classes their names
 * @param folders the name of the folder of each
 */
record ClassFolders(List<String> classes, List<String> folders) {
  private static final int MOST_BYTES = 200; // 255 are the most of usual file systems

  /** No path, nothing hidden, nothing that Windows drops or has for devices. */
  private static final String USABLE =
      "(?U)(?i)(?!(?:con|prn|aux|nul|com\\d|lpt\\d)(?:\\.|$))(?!augmented\\.csv$)[^\\p{Cntrl}<>:\"/\\\\|?*."
          + " -](?:[^\\p{Cntrl}<>:\"/\\\\|?*]*[^\\p{Cntrl}<>:\"/\\\\|?*. ])?";

  static ClassFolders of(List<String> classes) {
    Set<String> taken = new HashSet<>();
    List<String> folders = new ArrayList<>();
    for (String name : classes) {
      folders.add(isUsable(name) && taken.add(key(name)) ? name : "");
    }
    for (int label = 0; label < folders.size(); label++) {
      if (folders.get(label).isEmpty()) {
        folders.set(label, byNumber(label, taken));
      }
    }
    return new ClassFolders(List.copyOf(classes), List.copyOf(folders));
  }

  private static boolean isUsable(String name) {
    return name.matches(USABLE) && name.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
  }

  /** Some systems take letters for the same that are not. */
  private static String key(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  /** Another class may have that number for its name. */
  private static String byNumber(int label, Set<String> taken) {
    String name = String.valueOf(label);
    while (!taken.add(name)) {
      name = "class-" + name;
    }
    return name;
  }

  /** Returns the name of the folder of a class. */
  String of(int label) {
    return folders.get(label);
  }

  /** Returns which classes have other folders than their names say, if there are any. */
  Optional<String> told(IntStream labels) {
    String others =
        labels
            .distinct()
            .filter(label -> !folders.get(label).equals(classes.get(label)))
            .mapToObj(label -> "\"%s\" is in %s".formatted(classes.get(label), of(label)))
            .collect(joining(", "));
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of("not every class has a name that a folder can have: " + others);
  }
}
