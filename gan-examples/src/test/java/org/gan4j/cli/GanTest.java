package org.gan4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gan4j.models.GanModel;
import org.gan4j.models.GanModels;
import org.gan4j.models.Recipe;
import org.gan4j.run.Versions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GanTest {
  @Test
  void helpListsTheCommands() {
    Result help = Result.of("--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .startsWith("Usage: gan")
        .contains(
            "train",
            "generate",
            "interpolate",
            "animate",
            "export",
            "train-classifier",
            "evaluate",
            "models",
            "info",
            "report",
            "compare",
            "bench");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "generate",
        "interpolate",
        "animate",
        "export",
        "train-classifier",
        "evaluate",
        "models",
        "info",
        "report",
        "compare",
        "bench"
      })
  void everyCommandHasHelpAndDebug(String command) {
    Result help = Result.of(command, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: gan " + command).contains("--help", "--debug");
  }

  @Test
  void versionIsOneLineWithTheBuildsOwnVersions() {
    assertThat(Result.of("--version").out())
        .matches("gan4j \\d\\S* \\(Deeplearning4j 1\\.\\S+, Java \\S+\\)\\R");
  }

  @Test
  void modelsListsEveryModelWithItsSummary() {
    List<String> lines = Result.of("models").out().lines().toList();

    assertThat(lines).hasSize(1 + GanModels.all().size());
    for (GanModel model : GanModels.all()) {
      assertThat(lines)
          .anyMatch(line -> line.startsWith(model.name() + " ") && line.endsWith(model.summary()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp-wide", "dcgan"})
  void modelsTellsAboutOneAndItsRecipe(String name) {
    GanModel model = GanModels.named(name);
    Result told = Result.of("models", name);

    assertThat(told.exitCode()).as(told.err()).isZero();
    assertThat(told.out())
        .containsPattern("(?m)^model +" + name + "$")
        .containsPattern("(?m)^takes +images with (at least|a height and a width) ")
        .containsPattern("(?m)^generator +1,4\\d\\d,\\d\\d\\d parameters$")
        .endsWith(model.recipe().toJson() + System.lineSeparator());
    assertThat(Recipe.parse(Result.of("models", name, "--json").out())).isEqualTo(model.recipe());
  }

  @Test
  void infoTellsVersionsAndBackend() {
    Result info = Result.of("info");

    assertThat(info.exitCode()).isZero();
    assertThat(info.out())
        .containsPattern("(?m)^gan4j +" + Versions.present().gan4j())
        .containsPattern("(?m)^Java +" + Runtime.version().feature())
        .containsPattern("(?m)^processors +\\d+")
        .containsPattern("(?m)^ND4J +" + Versions.present().nd4j() + ", \\w+Backend, \\w+")
        .containsPattern("(?m)^MNIST +\\S")
        .containsPattern("(?m)^Fashion-MNIST +\\S.*fashion-mnist$");
  }
}
