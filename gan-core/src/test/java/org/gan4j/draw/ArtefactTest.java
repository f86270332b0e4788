package org.gan4j.draw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.deeplearning4j.util.ModelSerializer;
import org.gan4j.GanException;
import org.gan4j.Generator;
import org.gan4j.Latents;
import org.gan4j.Networks;
import org.gan4j.file.Archive;
import org.gan4j.file.WholeFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.learning.config.Sgd;

/** Files that are not as {@code gan export} writes them. */
class ArtefactTest {
  private static final String END = "): expected a file that gan export wrote, whole";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void save() {
    file = folder.resolve("a.gan");
    TrainedGenerator.of(
            Generator.of(Networks.generator(new Sgd(0.1)), Networks.SHAPE), Latents.NORMAL)
        .save(file);
  }

  @Test
  void aMissingFileIsReported() {
    Path missing = folder.resolve("b.gan");
    assertThatThrownBy(() -> TrainedGenerator.load(missing))
        .isInstanceOf(GanException.class)
        .hasMessage(
            "there is no file %s: gan export makes one of a run, TrainedGenerator.save of a"
                    .formatted(missing)
                + " generator");
  }

  @Test
  void foreignFilesAreReported() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "no zip");
    assertRefused(text, "it is no whole zip archive: ");
    Path network = folder.resolve("network.zip");
    ModelSerializer.writeModel(Networks.generator(new Sgd(0.1)), network.toFile(), false);
    assertRefused(network, "it has no part artefact.json");
  }

  @Test
  void noLengthOfACutOffFileIsTaken() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += whole.length / 40) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused(file, "it "); // is no archive, or ends in that of a network
    }
  }

  @Test
  void aDamagedNetworkIsReported() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertRefused(file, "its part generator.zip is damaged");
  }

  @Test
  void aNetworkThatIsNoneIsReported() throws IOException {
    rewrite(UnaryOperator.identity(), Map.of("generator.zip", out -> out.write(1)));

    assertRefused(file, "its part generator.zip is not a whole Deeplearning4j network: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "version" : 1      | "version" : 4      | artefact.json: it is of version 4 of its format, \
          and this gan4j knows version 3: use a newer gan4j
          "version" : 1      | "edition" : 1      | artefact.json: version has to be a whole number
          "height" : 6       | "height" : 0       | artefact.json: images.height has to be a whole
          "images" : {       | "samples" : {      | artefact.json: samples.size has to be a whole
          "images" : {       | "pictures" : {     | artefact.json: images has to be an object
          "range" : {        | "bounds" : {       | artefact.json: range has to be an object
          "height" : 6       | "height" : 7       | the generator gives [1, 36] for one latent vector
          "height" : 6       | "height" : 1e999   | artefact.json: images.height has to be a whole
          "channels" : 1     | "channels" : 2147483647 | artefact.json: an image of 2147483647 x 6
          "min" : -1.0       | "min" : 1          | artefact.json: a value range needs finite bounds
          "min" : -1.0       | "min" : 0          | the generator ends in tanh and gives values in
          "max" : 1.0        | "max" : "1"        | artefact.json: range.max has to be a finite number
          "max" : 1.0        | "max" : 1e999      | artefact.json: range.max has to be a finite number
          "kind" : "NORMAL"  | "kind" : "CAUCHY"  | artefact.json: latents.kind has to be one of [NORMAL,
          "size" : 3         | "size" : 4         | its generator takes 3 latents for an image, but \
          artefact.json says 4
          "labels" : [ ]     | "labels" : [ 1 ]   | artefact.json: labels has to be a list of texts
          "labels" : [ ]     | "provenance" : { } | artefact.json: provenance.model has to be a text
          "labels" : [ ]     | "labels" : [ ]]    | artefact.json: it is no JSON, line
          """)
  void whatDoesNotFitIsReported(String from, String to, String reason) throws IOException {
    rewrite(
        text -> {
          assertThat(text).contains(from);
          return text.replace(from, to);
        },
        Map.of());

    assertRefused(file, reason);
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    rewrite(text -> "[".repeat(100_000) + "]".repeat(100_000), Map.of());

    assertRefused(
        file, "artefact.json: it is no JSON, line 1: it is nested deeper than 100 levels");
  }

  @Test
  void whatLaterVersionsMayAddIsPassedOver() throws IOException {
    rewrite(
        text -> text.replace("\"size\" : 3", "\"size\" : 3, \"truncation\" : { \"at\" : 2 }"),
        Map.of("thumbnail.png", out -> out.write(1)));

    assertThat(TrainedGenerator.load(file).generator().latentSize()).isEqualTo(3);
  }

  @Test
  void labelsMayBeMissing() throws IOException {
    rewrite(text -> text.replace("\"labels\"", "\"names\""), Map.of());

    assertThat(TrainedGenerator.load(file).labels()).isEmpty();
  }

  private void rewrite(UnaryOperator<String> info, Map<String, WholeFile.Content> others)
      throws IOException {
    Map<String, WholeFile.Content> parts = new LinkedHashMap<>();
    try (Archive archive = Archive.open(file, 1 << 20)) {
      String text = new String(archive.bytes("artefact.json", 1 << 16), UTF_8);
      byte[] generator = archive.bytes("generator.zip", 1 << 20);
      parts.put("artefact.json", out -> out.write(info.apply(text).getBytes(UTF_8)));
      parts.put("generator.zip", out -> out.write(generator));
    }
    parts.putAll(others);
    Archive.write(file, parts);
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> TrainedGenerator.load(file))
        .isInstanceOf(GanException.class)
        .hasMessageStartingWith(
            file + " is no generator that can be used (" + reason.replace("\n", ""))
        .hasMessageEndingWith(END);
  }
}
