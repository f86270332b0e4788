package org.gan4j.guides;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages show is there, is compiled, and is run. */
class GuidesTest {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\| `(org\\.gan4j[\\w.]*)` \\|");

  static List<Page> pages() {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyBlockOfJavaIsARegionOfATestOrAnExample(Page page) {
    List<String> regions = Region.all().stream().map(Region::code).toList();
    assertThat(page.blocks("java")).filteredOn(block -> !regions.contains(block)).isEmpty();
  }

  @Test
  void everyRegionStandsOnAPage() {
    List<String> blocks = pages().stream().flatMap(page -> page.blocks("java").stream()).toList();
    assertThat(Region.all()).hasSizeGreaterThan(15);
    assertThat(Region.all()).filteredOn(region -> !blocks.contains(region.code())).isEmpty();
  }

  @Test
  void everyRegionIsRun() {
    String tests = Sources.java("src/test/java").map(Sources::read).collect(Collectors.joining());
    assertThat(Region.all()).filteredOn(region -> !isRun(region.className(), tests)).isEmpty();
  }

  /** A test is run, another class by the tests that name it. */
  private static boolean isRun(String name, String tests) {
    String used = "new %1$s\\(|\\b%1$s\\.\\w+\\(".formatted(name);
    return name.endsWith("Test") || Pattern.compile(used).matcher(tests).find();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkAndPictureLeadsSomewhere(Page page) {
    assertThat(page.targets()).filteredOn(target -> !page.leadsSomewhere(target)).isEmpty();
  }

  @Test
  void everyPageIsInTheIndex() {
    Page index = Page.of("docs/README.md");
    assertThat(Sources.in(index.file().getParent(), 1, ".md").map(GuidesTest::name))
        .hasSizeGreaterThan(15)
        .filteredOn(name -> !name.equals("README.md"))
        .isSubsetOf(index.targets());
  }

  @Test
  void everyPictureIsShown() {
    List<Path> shown =
        pages().stream()
            .flatMap(page -> page.targets().stream().map(page.file()::resolveSibling))
            .map(Path::normalize)
            .toList();
    Path pictures = Page.ROOT.resolve("docs/images");
    assertThat(Stream.of(".png", ".svg").flatMap(kind -> Sources.in(pictures, 1, kind)))
        .isNotEmpty()
        .isSubsetOf(shown);
  }

  @Test
  void theIndexNamesEveryPackageAndNoOther() {
    assertThat(PACKAGE.matcher(Page.of("docs/README.md").text()).results())
        .extracting(MatchResult::group)
        .map(row -> row.replaceAll("[|` ]", ""))
        .containsExactlyInAnyOrderElementsOf(packages());
  }

  private static List<String> packages() {
    return Sources.java("src/main/java")
        .map(file -> Sources.read(file).replaceFirst("(?sm).*?^package ([\\w.]+);.*", "$1"))
        .distinct()
        .toList();
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
