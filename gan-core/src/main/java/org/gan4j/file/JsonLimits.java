package org.gan4j.file;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonParseException;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * What a JSON text may have before a parser builds anything of it: Jackson 2.13 has no limits of
 * its own, so that nesting overflows the stack of what reads the tree, and a number of a million
 * digits takes minutes.
 */
public final class JsonLimits {
  private static final int DEEPEST = 100;

  /** A network of 3,000 layers has as many; an object takes some hundred bytes of memory. */
  private static final int MOST_TOKENS = 500_000;

  private static final int MOST_BYTES = 16 << 20;
  private static final int LONGEST_NUMBER = 100;
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonLimits() {}

  /**
   * {@return the text of a JSON file}
   *
   * @param file in UTF-8
   * @throws IOException if it cannot be read, or has more than 16 MB
   */
  public static String read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("it has more than 16 MB");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /**
   * Reads a text without building anything.
   *
   * @param json a text of any length
   * @throws JsonProcessingException if it is no JSON, or is nested deeper than 100 levels, or has
   *     more than 500,000 tokens, or a number of more than 100 characters
   */
  public static void check(String json) throws JsonProcessingException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      int depth = 0;
      int tokens = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        require(depth <= DEEPEST, "it is nested deeper than 100 levels", parser);
        require(++tokens <= MOST_TOKENS, "it has more than 500,000 tokens", parser);
        require(
            !token.isNumeric() || parser.getTextLength() <= LONGEST_NUMBER,
            "it has a number of more than 100 characters",
            parser);
      }
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text in memory can be read
    }
  }

  /**
   * {@return the object that a text is, built after a {@link #check}}
   *
   * @param json a text of any length
   * @param mapper builds it
   * @throws IllegalArgumentException if it is no JSON object, or goes beyond the limits
   */
  public static JsonNode object(String json, ObjectMapper mapper) {
    try {
      check(json);
      JsonNode root = mapper.readTree(json);
      checkArgument(root.isObject(), "it is no JSON object, which begins with {");
      return root;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new IllegalArgumentException(
          "it is no JSON, line %s: %s".formatted(line, Excerpt.of(e.getOriginalMessage())), e);
    }
  }

  private static void require(boolean condition, String message, JsonParser parser)
      throws JsonParseException {
    if (!condition) {
      throw new JsonParseException(parser, message);
    }
  }
}
