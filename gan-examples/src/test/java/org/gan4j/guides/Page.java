package org.gan4j.guides;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of Markdown: one of those beside the sources, or of the folder docs. */
public record Page(Path file, String text) {
  /** The folder of all modules. */
  public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
  private static final Pattern LINK = Pattern.compile("(?:]\\(|(?:src|href)=\")([^)\"\\s]+)[)\"]");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

  /** Returns all pages, those of the folder docs in the order of their names. */
  public static List<Page> all() {
    return Stream.of(".", "docs")
        .flatMap(folder -> Sources.in(ROOT.resolve(folder), 1, ".md"))
        .map(Page::read)
        .toList();
  }

  /** Returns the page of that path below the folder of all modules. */
  public static Page of(String path) {
    return read(ROOT.resolve(path));
  }

  private static Page read(Path file) {
    return new Page(file.normalize(), Sources.read(file));
  }

  /** Returns the insides of all blocks of code in a language; "" is that of none. */
  public List<String> blocks(String language) {
    return FENCE
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2).stripTrailing())
        .toList();
  }

  /** Returns what stands between backticks within text, each in one line. */
  public List<String> spans() {
    return SPAN.matcher(prose())
        .results()
        .map(span -> span.group(1).replaceAll("\\s+", " "))
        .toList();
  }

  /** Returns where links and pictures point to within these pages, as they are written. */
  public List<String> targets() {
    return LINK.matcher(SPAN.matcher(prose()).replaceAll(""))
        .results()
        .map(link -> link.group(1))
        .filter(target -> !target.matches("https?://.*"))
        .toList();
  }

  /** Returns what a link to a heading of this page has behind its {@code #}, as GitHub makes it. */
  public Set<String> anchors() {
    Set<String> anchors = new TreeSet<>();
    for (MatchResult heading : HEADING.matcher(prose()).results().toList()) {
      String anchor = anchor(heading.group(1));
      for (int i = 1; !anchors.add(anchor); i++) {
        anchor = anchor(heading.group(1)) + "-" + i;
      }
    }
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }

  private String prose() {
    return FENCE.matcher(text).replaceAll("");
  }

  /** Returns whether there is what a link of this page points to. */
  public boolean leadsSomewhere(String target) {
    String path = target.replaceFirst("#.*", "");
    Path to = path.isEmpty() ? file : file.resolveSibling(path).normalize();
    return Files.exists(to)
        && (!target.contains("#")
            || read(to).anchors().contains(target.substring(target.indexOf('#') + 1)));
  }

  @Override
  public String toString() {
    return ROOT.relativize(file).toString();
  }
}
