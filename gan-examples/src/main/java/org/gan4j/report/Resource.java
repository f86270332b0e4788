package org.gan4j.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Texts that pages are made of. */
final class Resource {
  private static final String UPLOT =
      "/META-INF/resources/webjars/uplot/" + libraries().getProperty("uplot") + "/";

  private Resource() {}

  /** Returns one of this package, or by its whole path. */
  static String text(String name) {
    try (InputStream in = Resource.class.getResourceAsStream(name)) {
      // Pages say the hashes of their scripts, and browsers read one kind of line end.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns one of uPlot, which draws the curves. */
  static String uplot(String name) {
    return text(UPLOT + name);
  }

  private static Properties libraries() {
    Properties properties = new Properties();
    try (InputStream in = Resource.class.getResourceAsStream("libraries.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
