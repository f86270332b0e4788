package org.gan4j.guides;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lines between {@code // region name} and {@code // endregion} of a test or an example, which a
 * page shows.
 */
record Region(Path file, String name, String code) {
  private static final Pattern REGION =
      Pattern.compile("(?ms)^ *// region ([\\w-]+)\\n(.*?)^ *// endregion$");

  /** Returns the regions of everything that tests run. */
  static List<Region> all() {
    return Stream.concat(
            Sources.java("src/test/java"), Sources.java("src/main/java/org/gan4j/examples"))
        .flatMap(Region::in)
        .toList();
  }

  private static Stream<Region> in(Path file) {
    return REGION
        .matcher(Sources.read(file))
        .results()
        .map(region -> new Region(file, region.group(1), plain(region.group(2))));
  }

  /** Returns Java without its indentation and without Javadoc, which pages leave out. */
  static String plain(String java) {
    return java.replaceAll("(?s) */\\*\\*.*?\\*/\\n", "").stripTrailing().stripIndent();
  }

  /** Returns the simple name of the class. */
  String className() {
    return file.getFileName().toString().replace(".java", "");
  }

  @Override
  public String toString() {
    return name + " in " + Page.ROOT.relativize(file) + ":\n" + code;
  }
}
