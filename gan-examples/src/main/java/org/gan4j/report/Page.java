package org.gan4j.report;

import com.google.common.hash.Hashing;
import com.google.common.html.HtmlEscapers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.gan4j.GanException;
import org.gan4j.file.WholeFile;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * A page in one file: a body and a script of this package, and the data that the script shows. Its
 * policy lets nothing else run and nothing be fetched, whatever names and texts are in the data.
 *
 * @param title of any characters
 * @param name of the resources {@code name.html} and {@code name.js}
 * @param origin what pictures and data may come from beside the page itself, as in the policy
 * @param data for the script
 */
record Page(String title, String name, String origin, JsonNode data) {
  private static final String HTML =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="%s">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <title>%s</title>
      <link rel="icon" href="data:,">
      <!-- The curves are drawn by uPlot:

      %s-->
      <style>
      %s%s</style>
      </head>
      <body>
      %s<script type="application/json" id="data">%s</script>
      <script>%s</script>
      <script>%s</script>
      </body>
      </html>
      """;

  /** A page that is opened as a file. */
  static Page file(String title, String name, JsonNode data) {
    return new Page(title, name, "", data);
  }

  /**
   * Writes the page into a file, in place of one that may be there.
   *
   * @throws GanException if that fails
   */
  void write(Path file) {
    try {
      WholeFile.makeFolderOf(file);
      WholeFile.write(file, out -> out.write(html().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new GanException(
          "the page %s cannot be written (%s): is there room on the disk?".formatted(file, e), e);
    }
  }

  String html() {
    String uplot = Resource.uplot("dist/uPlot.iife.min.js");
    String script = Resource.text("charts.js") + Resource.text(name + ".js");
    return HTML.formatted(
        policy(uplot, script),
        HtmlEscapers.htmlEscaper().escape(title),
        Resource.uplot("LICENSE"),
        Resource.uplot("dist/uPlot.min.css"),
        Resource.text("page.css"),
        Resource.text(name + ".html"),
        JsonText.forScript(data),
        uplot,
        script);
  }

  private String policy(String... scripts) {
    StringBuilder allowed = new StringBuilder();
    for (String script : scripts) {
      byte[] hash = Hashing.sha256().hashString(script, StandardCharsets.UTF_8).asBytes();
      allowed.append(" 'sha256-").append(Base64.getEncoder().encodeToString(hash)).append("'");
    }
    return "default-src 'none'; style-src 'unsafe-inline'; img-src data: %1$s; connect-src %2$s; script-src%3$s"
        .formatted(origin, origin.isEmpty() ? "'none'" : origin, allowed);
  }
}
