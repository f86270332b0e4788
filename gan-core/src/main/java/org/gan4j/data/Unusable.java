package org.gan4j.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.gan4j.GanException;
import org.gan4j.file.Excerpt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and names the files of a folder that are no images that can be used. */
final class Unusable {
  private static final Logger log = LoggerFactory.getLogger(ImageFolder.class);
  private static final int NAMED_IN_ERRORS = 3;

  private final Path folder;
  private final int files;
  private final int limit;
  private final List<String> reasons = new ArrayList<>();

  /**
   * Begins to count.
   *
   * @param files how many there are in the folder
   * @param limit how many of them may be unusable
   */
  Unusable(Path folder, int files, int limit) {
    this.folder = folder;
    this.files = files;
    this.limit = limit;
  }

  /** Counts a file that is left out. */
  void add(Path file, IOException reason) {
    String why = reason.getMessage() == null ? reason.getClass().getName() : reason.getMessage();
    reasons.add("%s (%s)".formatted(Excerpt.of(FolderFiles.name(folder, file)), why));
  }

  /** {@return how many files are left} */
  int usable() {
    return files - reasons.size();
  }

  /**
   * Checks that there were not too many.
   *
   * @throws GanException if they are all there are, or above the limit
   */
  void check() {
    if (usable() == 0) {
      throw new GanException(
          "none of the %d image files in %s can be used: %s. Is it the right folder?"
              .formatted(files, folder, first()));
    }
    if (reasons.size() > limit) {
      throw new GanException(
          ("%d of the %d image files in %s cannot be used, and %d are left out at most: %s. Mend or"
                  + " remove them.")
              .formatted(reasons.size(), files, folder, limit, first()));
    }
  }

  /** Names them all in the log. */
  void report() {
    if (!reasons.isEmpty()) {
      log.warn(
          "{} of the {} image files in {} are left out: {}",
          reasons.size(),
          files,
          folder,
          String.join(", ", reasons));
    }
  }

  /** {@return how many are left out, and the first of them with what is wrong} */
  String described() {
    return reasons.isEmpty() ? "none" : reasons.size() + ": " + first();
  }

  private String first() {
    String named = reasons.stream().limit(NAMED_IN_ERRORS).collect(Collectors.joining(", "));
    int others = reasons.size() - NAMED_IN_ERRORS;
    return others > 0 ? named + " and " + others + " more" : named;
  }
}
