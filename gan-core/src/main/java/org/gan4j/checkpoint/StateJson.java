package org.gan4j.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.gan4j.Version;
import org.gan4j.file.Excerpt;
import org.gan4j.file.JsonLimits;
import org.gan4j.train.TrainerState;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationFeature;
import org.nd4j.shade.jackson.databind.json.JsonMapper;

/**
 * The part of a checkpoint that people can read.
 *
 * @param format of the file
 * @param gan4j the version that wrote it
 * @param state where the trainer stood
 * @param score of the generator, null if there is none; lower is better
 * @param scoredBy what the score is of, null where nothing was said
 * @param settings of the trainer, by name
 */
record StateJson(
    int format,
    String gan4j,
    TrainerState state,
    Double score,
    String scoredBy,
    Map<String, String> settings) {
  private static final int FORMAT = 1;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  static StateJson of(
      TrainerState state, Map<String, String> rules, OptionalDouble score, String scoredBy) {
    Double value = score.isPresent() ? score.getAsDouble() : null;
    return new StateJson(FORMAT, Version.current(), state, value, scoredBy, rules);
  }

  byte[] bytes() throws IOException {
    return MAPPER.writeValueAsBytes(this);
  }

  static StateJson parse(byte[] json) throws IOException {
    try {
      String text = new String(json, StandardCharsets.UTF_8);
      JsonLimits.check(text);
      return checked(MAPPER.readValue(text, StateJson.class));
    } catch (JsonProcessingException e) {
      throw new IOException(
          "its part state.json is damaged: " + Excerpt.of(e.getOriginalMessage()), e);
    }
  }

  private static StateJson checked(StateJson read) throws IOException {
    if (read != null && read.format > FORMAT) {
      throw new IOException(
          "it was written by gan4j %s, which is newer".formatted(Excerpt.of(read.gan4j)));
    }
    if (read == null || read.format < 1 || !read.isWhole()) {
      throw new IOException("its part state.json is not whole");
    }
    return read;
  }

  private boolean isWhole() {
    return gan4j != null && state != null && settings != null;
  }

  /** Returns what is not the same in other rules, a line for each. */
  List<String> differences(Map<String, String> others) {
    List<String> lines = new ArrayList<>();
    others.forEach(
        (name, value) -> {
          if (!value.equals(settings.get(name))) {
            lines.add("%s is %s and was %s".formatted(name, value, settings.get(name)));
          }
        });
    return lines;
  }
}
