package org.gan4j.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gan4j.train.RunListener;
import org.junit.jupiter.api.Test;

/** Examples show what users can do: with the library alone, and not with its inside. */
class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(
              "org.gan4j.examples", "org.gan4j.cli", "org.gan4j.report", "org.gan4j.run");

  @Test
  void examplesNeedNeitherTheCommandLineNorTheEngine() {
    noClasses()
        .that()
        .resideInAPackage("org.gan4j.examples..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.gan4j.cli..", "org.gan4j.run..", "org.gan4j.engine..")
        .check(classes);
  }

  @Test
  void commandLineNeedsNoExample() {
    noClasses()
        .that()
        .resideInAPackage("org.gan4j.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.gan4j.examples..")
        .check(classes);
  }

  @Test
  void reportsKnowFilesAloneAndNothingOfTheProgramThatWroteThem() {
    noClasses()
        .that()
        .resideInAPackage("org.gan4j.report..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.gan4j.cli..",
            "org.gan4j.run..",
            "org.gan4j.examples..",
            "org.gan4j.models..",
            "org.gan4j.train..",
            "org.gan4j.game..")
        .check(classes);
  }

  @Test
  void runsOnTheDiskKnowNothingOfTheCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("org.gan4j.run..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.gan4j.cli..", "org.gan4j.examples..", "picocli..")
        .check(classes);
  }

  @Test
  void runsOnTheDiskNameNoOption() throws IOException {
    try (Stream<Path> sources = Files.list(Path.of("src/main/java/org/gan4j/run"))) {
      assertThat(sources)
          .hasSizeGreaterThanOrEqualTo(10)
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file)).doesNotContainPattern("\"[^\"\n]*--[a-z]"));
    }
  }

  /** One that is left out says nothing, which is an event lost. */
  @Test
  void whoHoldsAListenerPassesEveryEventOn() {
    Set<String> events = Set.of("onStart", "onStep", "onTakenBack", "onEnd");
    List<JavaClass> wrappers =
        classes.stream()
            .filter(c -> c.isAssignableTo(RunListener.class))
            .filter(c -> c.getFields().stream().anyMatch(ArchitectureTest::isListener))
            .toList();
    assertThat(wrappers).extracting(JavaClass::getSimpleName).contains("Judge");
    assertThat(wrappers)
        .allSatisfy(
            c -> assertThat(c.getMethods()).extracting(JavaMethod::getName).containsAll(events));
  }

  private static boolean isListener(JavaField field) {
    return field.getRawType().isEquivalentTo(RunListener.class);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("(org.gan4j..)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void rulesSeeTheClassesTheyAreAbout() {
    assertThat(classes.stream().filter(c -> c.getPackageName().equals("org.gan4j.examples")))
        .hasSizeGreaterThanOrEqualTo(2);
    assertThat(classes.stream().filter(c -> c.getPackageName().equals("org.gan4j.cli")))
        .hasSizeGreaterThanOrEqualTo(15);
    assertThat(classes.stream().filter(c -> c.getPackageName().equals("org.gan4j.run")))
        .hasSizeGreaterThanOrEqualTo(10);
    assertThat(classes.stream().filter(c -> c.getPackageName().equals("org.gan4j.report")))
        .hasSizeGreaterThanOrEqualTo(10);
  }
}
