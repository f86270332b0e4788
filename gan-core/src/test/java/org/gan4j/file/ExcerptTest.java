package org.gan4j.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void textIsQuotedAsItIs() {
    assertThat(Excerpt.of("\u00fcber 'all', 1 < 2 \u8a9e"))
        .isEqualTo("\u00fcber 'all', 1 < 2 \u8a9e");
    assertThat(Excerpt.of(null)).isEqualTo("null");
  }

  @Test
  void whatTerminalsObeyIsLeftOut() {
    assertThat(Excerpt.of("a\u001b[31mb\r\nc\u009bd\u202ee\u2028f")).isEqualTo("a [31mb c d e f");
  }

  @Test
  void longTextIsCutOff() {
    assertThat(Excerpt.of("x".repeat(201))).isEqualTo("x".repeat(200) + "...");
    assertThat(Excerpt.of("x".repeat(200))).isEqualTo("x".repeat(200));
  }
}
