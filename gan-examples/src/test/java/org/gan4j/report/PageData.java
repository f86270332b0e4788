package org.gan4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** What a page has for its script. */
final class PageData {
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>");

  private PageData() {}

  static JsonNode of(Path page) throws IOException {
    Matcher data = DATA.matcher(Files.readString(page));
    assertThat(data.find()).isTrue();
    return new ObjectMapper().readTree(data.group(1));
  }

  /** Returns a curve by its name. */
  static JsonNode curve(JsonNode curves, String name) {
    for (JsonNode curve : curves) {
      if (curve.path("name").asText().equals(name)) {
        return curve;
      }
    }
    throw new AssertionError("no " + name + " in " + curves);
  }
}
