package org.gan4j.data.folder;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.EnumMultiset;
import com.google.common.collect.Multiset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gan4j.Advice;
import org.gan4j.GanException;
import org.gan4j.Message;

/**
 * Counts and names the files of a folder that are no images that can be used. Those of a format
 * that nothing here reads are counted by their formats, and are no reason to stop.
 */
final class Unusable {
  private static final int NAMED_IN_ERRORS = 3;

  private final Path folder;
  private final int files;
  private final int limit;
  private final List<String> reasons = new ArrayList<>();
  private final Multiset<PictureFormat> unread = EnumMultiset.create(PictureFormat.class);

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
    add(Fault.of(folder, file, reason));
  }

  /** Counts a file that is left out. */
  void add(Fault fault) {
    fault.unread().ifPresentOrElse(unread::add, () -> reasons.add(fault.toString()));
  }

  /** {@return how many files are left} */
  int usable() {
    return files - reasons.size() - unread.size();
  }

  /**
   * Checks that there were not too many.
   *
   * @throws GanException if they are all there are, or above the limit
   */
  void check() {
    if (usable() == 0) {
      String why = unread().orElseGet(() -> first() + ". Is it the right folder?");
      throw new GanException(
          "none of the %d image files in %s can be used: %s".formatted(files, folder, why));
    }
    if (reasons.size() > limit) {
      throw new GanException(
          Message.of(
              "%d of the %d image files in %s cannot be used, and %d are left out at most: %s. Mend or"
                  + " remove them, or leave out more (%s).",
              reasons.size(), files, folder, limit, first(), Advice.SKIP_UNUSABLE.about(folder)));
    }
  }

  /** {@return what is to be known of those that are left out; nothing if there are none} */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    unread().ifPresent(sentences::add);
    if (!reasons.isEmpty()) {
      sentences.add(
          "%d of the %d image files in %s are left out: %s"
              .formatted(reasons.size(), files, folder, String.join(", ", reasons)));
    }
    return sentences;
  }

  /** {@return how many are left out, and every one of them with what is wrong, a line each} */
  String described() {
    return reasons.isEmpty() ? "none" : reasons.size() + ": " + String.join("\n", reasons);
  }

  /** {@return how many are of formats that nothing reads, and what to do; empty if none is} */
  Optional<String> unread() {
    if (unread.isEmpty()) {
      return Optional.empty();
    }
    String formats =
        unread.entrySet().stream()
            .map(e -> e.getCount() + " " + e.getElement())
            .collect(joining(", "));
    return Optional.of(
        "%d of the %d image files in %s are of formats that nothing here reads: %s. %s"
            .formatted(unread.size(), files, folder, formats, advice()));
  }

  private String advice() {
    PictureFormat most = unread.iterator().next();
    return most.plugIn()
            .map(
                plugIn ->
                    "Put com.twelvemonkeys.imageio:%s on the class path, or convert them"
                        .formatted(plugIn))
            .orElse("Convert them")
        + ", for example by mogrify -format png *.%s."
            .formatted(most.name().toLowerCase(Locale.ROOT));
  }

  private String first() {
    String named = reasons.stream().limit(NAMED_IN_ERRORS).collect(joining(", "));
    int others = reasons.size() - NAMED_IN_ERRORS;
    return others > 0 ? named + " and " + others + " more" : named;
  }
}
