package org.gan4j.models;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.gan4j.Generator;
import org.junit.jupiter.api.Test;

/** Models know the core, the core does not know models. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.gan4j");

  @Test
  void classesOfBothModulesAreAnalysed() {
    assertThat(CLASSES.stream().filter(ArchitectureTest::isModel)).hasSizeGreaterThan(3);
    assertThat(CLASSES.stream().filter(type -> !isModel(type))).hasSizeGreaterThan(50);
    assertThat(CLASSES.contain(MlpGan.class)).isTrue();
    assertThat(CLASSES.contain(Generator.class)).isTrue();
  }

  @Test
  void coreDoesNotKnowModels() {
    noClasses()
        .that(describe("are of the core", type -> !isModel(type)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.gan4j.models..")
        .check(CLASSES);
  }

  @Test
  void modelsLeaveTheEngineAndItsBusinessAlone() {
    noClasses()
        .that()
        .resideInAPackage("org.gan4j.models..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.gan4j.engine..",
            "org.gan4j.listener..",
            "org.gan4j.cli..",
            "org.gan4j.examples..",
            "org.deeplearning4j.nn.layers..",
            "org.deeplearning4j.nn.gradient..",
            "org.deeplearning4j.nn.updater..",
            "org.deeplearning4j.nn.workspace..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("(org.gan4j..)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nobodyPrintsNorLogsThroughTheJdkNorDrawsUnseeded() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .check(CLASSES);
  }

  private static boolean isModel(JavaClass type) {
    return type.getPackageName().startsWith("org.gan4j.models");
  }
}
