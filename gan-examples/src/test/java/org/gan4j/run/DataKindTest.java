package org.gan4j.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.gan4j.cli.Result;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every kind of data. */
class DataKindTest {
  private static Iterable<DataKind> kinds() {
    return DataKind.ALL;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindIsFoundByItsNameAndItsPlace(DataKind kind) {
    if (!kind.needed()) {
      assertThat(DataSpec.of(kind.name(), Path.of("")).kind()).isSameAs(kind);
    }
    if (!kind.where().isEmpty()) {
      DataSpec placed = DataSpec.of(kind.name() + ":nowhere", Path.of(""));
      assertThat(placed.kind()).isSameAs(kind);
      assertThat(placed.name()).startsWith(kind.name());
    }
    assertThat(kind.takes(Optional.empty()) || !kind.where().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindIsInHelpAndInTheMessage(DataKind kind) {
    assertThat(Result.of("train", "--help").out()).contains(kind.name());
    assertThat(Result.of("train", "--data", "cats").err()).contains(kind.name(), kind.about());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatALearnerOfClassesCanUseIsInItsHelpAndInItsMessage(DataKind kind, @TempDir Path folder)
      throws IOException {
    ImageIO.write(
        new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY),
        "png",
        folder.resolve("a.png").toFile());
    String data = "images:" + folder;
    Result refused =
        Result.of("train-classifier", "--data", data, "--out", folder.resolve("x.classifier"));
    assertThat(refused.err()).contains("has no classes").contains(kind.labelled());
    String help = Result.of("train-classifier", "--help").out().replaceAll("\\s+", "");
    assertThat(help).contains(kind.labelled().replaceAll("\\s+", ""));
    if (!kind.labelled().isEmpty()) {
      assertThat(DataKind.of(kind.labelled())).contains(kind);
    }
  }
}
