package org.gan4j;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Which package may know which; a new package has to be entered here. */
class ArchitectureTest {
  private static final String ROOT = "org.gan4j";

  private static final Map<String, Set<String>> KNOWS =
      Map.ofEntries(
          entry("org.gan4j.engine.plan", Set.of()),
          entry("org.gan4j.layer", Set.of("org.gan4j.engine.plan")),
          entry("org.gan4j.engine.onednn", Set.of("org.gan4j.engine.plan")),
          entry("org.gan4j.engine.ops", Set.of("org.gan4j.engine.plan")),
          entry("org.gan4j.engine.file", Set.of("org.gan4j.file")),
          entry("org.gan4j.engine.update", Set.of("org.gan4j.engine.file")),
          entry(
              "org.gan4j.engine",
              Set.of(
                  "org.gan4j.engine.plan",
                  "org.gan4j.engine.onednn",
                  "org.gan4j.engine.ops",
                  "org.gan4j.engine.file",
                  "org.gan4j.engine.update",
                  "org.gan4j.layer",
                  "org.gan4j.file")),
          entry(
              "org.gan4j.engine.check",
              Set.of(
                  "org.gan4j.engine",
                  "org.gan4j.engine.onednn",
                  "org.gan4j.engine.ops",
                  "org.gan4j.engine.plan")),
          entry("org.gan4j.file", Set.of()),
          entry(
              ROOT,
              Set.of(
                  "org.gan4j.engine",
                  "org.gan4j.engine.plan",
                  "org.gan4j.engine.file",
                  "org.gan4j.engine.update")),
          entry("org.gan4j.draw", Set.of(ROOT, "org.gan4j.engine.file", "org.gan4j.file")),
          entry("org.gan4j.flow", Set.of(ROOT, "org.gan4j.loss")),
          entry("org.gan4j.loss", Set.of(ROOT)),
          entry("org.gan4j.augment", Set.of(ROOT)),
          entry("org.gan4j.image", Set.of(ROOT, "org.gan4j.file")),
          entry("org.gan4j.data", Set.of(ROOT, "org.gan4j.file")),
          entry("org.gan4j.data.digits", Set.of(ROOT, "org.gan4j.data")),
          entry("org.gan4j.data.idx", Set.of(ROOT, "org.gan4j.data", "org.gan4j.file")),
          entry(
              "org.gan4j.data.folder",
              Set.of(ROOT, "org.gan4j.data", "org.gan4j.data.idx", "org.gan4j.file")),
          entry(
              "org.gan4j.data.download",
              Set.of(ROOT, "org.gan4j.data", "org.gan4j.data.idx", "org.gan4j.file")),
          entry("org.gan4j.metrics", Set.of(ROOT, "org.gan4j.data", "org.gan4j.engine")),
          entry(
              "org.gan4j.classifier",
              Set.of(
                  ROOT,
                  "org.gan4j.data",
                  "org.gan4j.engine",
                  "org.gan4j.engine.file",
                  "org.gan4j.file",
                  "org.gan4j.loss",
                  "org.gan4j.metrics")),
          entry(
              "org.gan4j.train",
              Set.of(ROOT, "org.gan4j.data", "org.gan4j.engine.file", "org.gan4j.engine.update")),
          entry(
              "org.gan4j.game",
              Set.of(
                  ROOT,
                  "org.gan4j.augment",
                  "org.gan4j.flow",
                  "org.gan4j.loss",
                  "org.gan4j.data",
                  "org.gan4j.train")),
          entry(
              "org.gan4j.checkpoint",
              Set.of(
                  ROOT,
                  "org.gan4j.data",
                  "org.gan4j.engine.file",
                  "org.gan4j.file",
                  "org.gan4j.loss",
                  "org.gan4j.train")),
          entry(
              "org.gan4j.listener",
              Set.of(
                  ROOT,
                  "org.gan4j.engine",
                  "org.gan4j.train",
                  "org.gan4j.image",
                  "org.gan4j.data",
                  "org.gan4j.metrics")),
          entry(
              "org.gan4j.guard",
              Set.of(
                  ROOT,
                  "org.gan4j.train",
                  "org.gan4j.game",
                  "org.gan4j.loss",
                  "org.gan4j.data",
                  "org.gan4j.listener")));

  static final Set<String> PACKAGES = KNOWS.keySet();

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void classesOfEveryPackageAreAnalysed() {
    assertThat(CLASSES).hasSizeGreaterThan(50);
    Map<String, Long> counts =
        CLASSES.stream()
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(PACKAGES).containsAll(counts.keySet());
    assertThat(counts.keySet())
        .contains(
            ROOT,
            "org.gan4j.engine",
            "org.gan4j.loss",
            "org.gan4j.image",
            "org.gan4j.data",
            "org.gan4j.metrics",
            "org.gan4j.train",
            "org.gan4j.game",
            "org.gan4j.listener");
    assertThat(counts.get("org.gan4j.engine")).isGreaterThan(8);
    assertThat(CLASSES.contain(Generator.class)).isTrue();
  }

  @ParameterizedTest
  @FieldSource("PACKAGES")
  void packageKnowsThoseBelowItAlone(String name) {
    Set<String> known = KNOWS.get(name);
    noClasses()
        .that()
        .resideInAPackage(name)
        .should()
        .dependOnClassesThat(
            describe(
                "are gan4j's, but not of " + known,
                target ->
                    target.getPackageName().startsWith(ROOT)
                        && !target.getPackageName().equals(name)
                        && !known.contains(target.getPackageName())))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("(org.gan4j..)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void layersGradientsUpdatersAndWorkspacesAreTheEnginesAlone() {
    String[] internals = {
      "org.deeplearning4j.nn.layers..",
      "org.deeplearning4j.nn.gradient..",
      "org.deeplearning4j.nn.updater..",
      "org.deeplearning4j.nn.workspace.."
    };
    noClasses()
        .that()
        .resideOutsideOfPackages("org.gan4j.engine..", "org.gan4j.layer")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(internals)
        .check(CLASSES);
    assertThat(CLASSES)
        .as("the engine's classes are seen to use them, so the rule looks at something")
        .anyMatch(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(d -> resideInAPackage(internals[3]).test(d.getTargetClass())));
  }

  @Test
  void nobodyPrints() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
  }

  @Test
  void nobodyUsesTheLoggingOfTheJdk() {
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
    noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging").check(CLASSES);
  }

  @Test
  void nobodyDrawsFromOtherGeneratorsThanTheSeededOnes() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .orShould()
        .callMethod(Math.class, "random")
        .check(CLASSES);
  }
}
