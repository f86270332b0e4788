package org.gan4j.classifier;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gan4j.file.Excerpt;
import org.gan4j.file.JsonLimits;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationFeature;
import org.nd4j.shade.jackson.databind.json.JsonMapper;

/**
 * What a classifier's file says of it: its part {@code classifier.json}.
 *
 * @param format raised when older programs would misread what newer ones write
 * @param version of the classifier, which its network has to have
 * @param classifier what is known about it
 */
record ClassifierJson(int format, String version, ClassifierInfo classifier) {
  static final int FORMAT = 1;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  ClassifierJson {
    checkArgument(
        format == FORMAT,
        "it is of version %s of its format, and this gan4j knows version %s: use another gan4j",
        format,
        FORMAT);
  }

  static ClassifierJson of(Classifier classifier) {
    return new ClassifierJson(FORMAT, classifier.version(), classifier.info());
  }

  byte[] bytes() throws IOException {
    return (MAPPER.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Returns what a file says; fields that are not known are passed over.
   *
   * @throws IOException if something is missing or out of range; the message says what
   */
  static ClassifierJson parse(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      JsonLimits.check(text);
      return MAPPER.readValue(text, ClassifierJson.class);
    } catch (JsonProcessingException e) {
      throw new IOException(
          Excerpt.of(e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage()), e);
    }
  }
}
