package org.gan4j.guides;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said of dependencies is what the build has. */
class DependenciesTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([\\w.-]+):([\\w.-]+)` \\| (\\S+) \\| (\\S.*) \\|$");
  private static final Pattern MANAGED =
      Pattern.compile("<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");

  @Test
  void everyRowOfThePageIsOnTheClassPathInThatVersion() {
    List<MatchResult> rows = rows();
    assertThat(rows).hasSizeGreaterThan(30);
    assertThat(rows).map(DependenciesTest::jar).isSubsetOf(classPath());
  }

  @Test
  void everyJarThatTheLibraryBringsIsARowOfThePage() {
    List<String> published =
        List.of("deeplearning4j", "nd4j", "commons", "guava", "oshi", "jna", "ejml");
    List<String> jars =
        classPath().stream()
            .filter(jar -> published.stream().anyMatch(jar::contains))
            .filter(
                jar -> !jar.matches(".*(nd4j-native-1|preset|onednn|linux|macosx|windows|junit).*"))
            .filter(jar -> !jar.matches("commons-(exec|logging|text).*")) // of Selenium
            .toList();
    assertThat(jars)
        .hasSizeGreaterThan(15)
        .isSubsetOf(rows().stream().map(DependenciesTest::jar).toList());
  }

  @Test
  void theBomHasTheVersionsOfTheBuild() {
    String bom = Sources.read(Page.ROOT.resolve("gan-bom/pom.xml"));
    String build = Sources.read(Page.ROOT.resolve("pom.xml"));
    for (String property : List.of("dl4j.version", "dnnl.version")) {
      assertThat(value(bom, property)).as(property).isEqualTo(value(build, property));
    }
    assertThat(value(bom, "version")).isEqualTo(value(build, "version"));
  }

  @Test
  void theBomLeavesVersionsToItsProperties() {
    String bom = Sources.read(Page.ROOT.resolve("gan-bom/pom.xml"));
    String managed = bom.substring(bom.indexOf("<dependencyManagement>"), bom.indexOf("<build>"));
    assertThat(MANAGED.matcher(managed).results().map(match -> match.group(2)))
        .hasSizeGreaterThan(5)
        .containsOnly("${project.version}", "${dl4j.version}", "${dnnl.version}");
  }

  @Test
  void theStarterAsksForThisVersion() {
    String starter = Sources.read(Page.ROOT.resolve("gan-examples/starter/pom.xml"));
    String build = Sources.read(Page.ROOT.resolve("pom.xml"));
    assertThat(MANAGED.matcher(starter).results())
        .filteredOn(match -> match.group(1).equals("gan-bom"))
        .map(match -> match.group(2))
        .containsExactly(value(build, "version"));
  }

  private static List<MatchResult> rows() {
    return ROW.matcher(Page.of("docs/dependencies.md").text()).results().toList();
  }

  private static String jar(MatchResult row) {
    return row.group(2) + "-" + row.group(3) + ".jar";
  }

  /** The value of the first element of that name. */
  private static String value(String pom, String element) {
    String start = "<" + element + ">";
    int from = pom.indexOf(start) + start.length();
    return pom.substring(from, pom.indexOf("</" + element + ">"));
  }

  private static List<String> classPath() {
    String jars =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(jars.split(File.pathSeparator))
        .map(entry -> Path.of(entry).getFileName().toString())
        .toList();
  }
}
