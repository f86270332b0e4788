package org.gan4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gan4j.GanException;
import org.gan4j.ImageShape;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.gan4j.ValueRange;
import org.gan4j.data.Fingerprint;
import org.gan4j.models.MlpGan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

public class RunConfigTest {
  public static final RunConfig EXAMPLE =
      new RunConfig(
          "mlp",
          "mnist:\u00fcber/\"all\"",
          "/somewhere",
          new PictureReading(PictureReading.Colours.GREY, "ffff00", "5%"),
          new RunConfig.Training(10, 32, -1),
          new RunConfig.Intervals(1, 2, 3),
          new RunConfig.Evaluations(4, "recall"),
          new RunConfig.Images(ImageShape.rgb(3, 5), ValueRange.UNIT),
          new Fingerprint(9, ImageShape.rgb(3, 5), "ab01"),
          RunLatents.of(LatentSpace.of(Latents.UNIFORM, 7)),
          List.of(),
          Optional.of(MlpGan.wideModel().recipe()),
          77,
          new Versions("1", "2", "3"),
          Instant.parse("2026-02-28T23:59:59Z"),
          "gan train");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() {
    file = folder.resolve("config.json");
    ConfigFile.write(EXAMPLE, file);
  }

  @Test
  void whatIsWrittenIsRead() {
    assertThat(ConfigFile.read(file)).isEqualTo(EXAMPLE);
  }

  @Test
  void fieldsOfLaterVersionsArePassedOver() throws IOException {
    replace("\"model\"", "\"later\" : {}, \"model\"");

    assertThat(ConfigFile.read(file)).isEqualTo(EXAMPLE);
  }

  @Test
  void runsOfTheFirstVersionsDoNotTellTheirRecipeAndHaveNoAverage() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode config = (ObjectNode) mapper.readTree(Files.readString(file));
    config.remove(List.of("recipe", "averageHalfLife"));
    mapper.writeValue(file.toFile(), config);

    assertThat(ConfigFile.read(file))
        .usingRecursiveComparison()
        .ignoringFields("recipe", "averageHalfLife")
        .isEqualTo(EXAMPLE);
    assertThat(ConfigFile.read(file).recipe()).isEmpty();
    assertThat(ConfigFile.read(file).averageHalfLife()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"steps\" : 10|\"steps\" : 0|(training: the number of steps has to be at least 1, not 0",
        "\"averageHalfLife\" : 77|\"averageHalfLife\" : -1|a half-life has to be at least 0, not -1)",
        "\"batch\" : 32|\"batch\" : null|(training.batch: Cannot map `null` into type `int`)",
        "\"height\" : 3|\"height\" : 0|images.shape: an image has at least one channel",
        "\"decay\" : 8.0E-8|\"decay\" : -1|recipe: generator.decay has to be a number 0 or above",
        "\"UNIFORM\"|\"ROUND\"|not one of the values accepted for Enum class",
        "2026-02-28|2026-02-31|2026-02-31",
        "\"mlp\",|\"mlp\"|line 3: Unexpected character",
      })
  void aBrokenFileIsRefusedInOneLine(String whole, String broken, String reason)
      throws IOException {
    replace(whole, broken);

    assertThatExceptionOfType(GanException.class)
        .isThrownBy(() -> ConfigFile.read(file))
        .withMessageStartingWith(file + " is damaged (")
        .withMessageContaining(reason)
        .withMessageEndingWith("): restore the file, or train the run again")
        .matches(e -> e.getMessage().lines().count() == 1);
  }

  private void replace(String whole, String broken) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(whole);
    Files.writeString(file, text.replace(whole, broken));
  }
}
