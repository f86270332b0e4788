package org.gan4j.strangers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Exchanges values of a JSON text for strange ones, so that the text mostly stays JSON. */
final class JsonMutator {
  private static final Pattern VALUE =
      Pattern.compile("(?<=[:\\[,]\\s{0,9})(?:\"[^\"]*\"|[-0-9.eE]+|true|false|null)");

  private static final List<String> VALUES =
      List.of(
          "0",
          "-1",
          "1e300",
          "-1e-300",
          "2147483647",
          "2147483648",
          "9223372036854775807",
          "1" + "0".repeat(90),
          "1" + "0".repeat(500),
          "null",
          "true",
          "\"\"",
          "\"NaN\"",
          "\"\\u001b[31m\\r\\n\\u0000\"",
          "\"" + "x".repeat(100_000) + "\"",
          "\"java.util.ArrayList\"",
          "\"org.gan4j.cli.Gan\"",
          "\"org.deeplearning4j.nn.conf.layers.DenseLayer\"",
          "[\"java.util.ArrayList\", {}]",
          "{}",
          "[]",
          "[1, 2, 3]",
          "{\"@class\" : \"java.lang.ProcessBuilder\"}",
          "[".repeat(20_000),
          "{\"a\":".repeat(50) + "1" + "}".repeat(50));

  private JsonMutator() {}

  static boolean isJson(byte[] file) {
    return file.length > 1 && file[0] == '{';
  }

  static byte[] mutate(byte[] file, SplittableRandom random) {
    String text = new String(file, UTF_8);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      text = once(text, random);
    }
    return text.getBytes(UTF_8);
  }

  private static String once(String text, SplittableRandom random) {
    List<MatchResult> values = new ArrayList<>(VALUE.matcher(text).results().toList());
    if (values.isEmpty()) {
      return text;
    }
    MatchResult value = values.get(random.nextInt(values.size()));
    String other =
        random.nextBoolean()
            ? VALUES.get(random.nextInt(VALUES.size()))
            : values.get(random.nextInt(values.size())).group();
    return text.substring(0, value.start()) + other + text.substring(value.end());
  }
}
