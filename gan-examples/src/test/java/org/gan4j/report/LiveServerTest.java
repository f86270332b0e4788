package org.gan4j.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gan4j.GanException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server, asked through plain sockets, since clients of Java set the host themselves. */
@Timeout(30)
class LiveServerTest {
  @TempDir private Path temporary;
  private RunFiction run;
  private LiveServer server;
  private int port;

  @BeforeEach
  void start() throws IOException {
    run = RunFiction.of(temporary.resolve("run"), "mlp", 100).metrics(10, 0.5).grid(10);
    server = LiveServer.start(RunReport.of(run.folder()), 0);
    port = server.address().getPort();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Socket ask(String request, String host) throws IOException {
    Socket socket = new Socket("localhost", port);
    String head = "%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(request, host);
    socket.getOutputStream().write(head.getBytes(UTF_8));
    return socket;
  }

  private String answer(String request, String host) throws IOException {
    try (Socket socket = ask(request, host)) {
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({"localhost", "127.0.0.1"})
  void thePageIsServedToThisMachine(String host) throws IOException {
    assertThat(answer("GET /", host + ":" + port))
        .startsWith("HTTP/1.1 200 ")
        .contains("connect-src 'self'", "\"live\":true", "\"source\":\"samples/000010.png\"");
  }

  @ParameterizedTest
  @CsvSource({"evil.example", "evil.example:%d", "localhost", "localhost:1", "localhost:%d.evil"})
  void otherHostsAreRefused(String host) throws IOException {
    for (String path : new String[] {"/", "/events", "/samples/000010.png"}) {
      assertThat(answer("GET " + path, host.formatted(port)))
          .startsWith("HTTP/1.1 403 ")
          .doesNotContain("mlp");
    }
  }

  @Test
  void gridsAreServedAndNothingElseOfTheFolder() throws IOException {
    String host = "localhost:" + port;

    assertThat(answer("GET /samples/000010.png", host))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("content-type: image/png");
    for (String path :
        new String[] {
          "/samples/000020.png",
          "/samples/..%2fconfig.json",
          "/config.json",
          "/samples/../config.json"
        }) {
      assertThat(answer("GET " + path, host)).as(path).startsWith("HTTP/1.1 404 ");
    }
    assertThat(answer("POST /", host)).startsWith("HTTP/1.1 405 ");
  }

  @Test
  void eventsTellOfChangesAndOfTheEnd() throws IOException {
    try (Socket socket = ask("GET /events", "localhost:" + port);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      run.metrics(20, 0.125);
      server.changed();
      assertThat(event(lines)).contains("\"step\":20", "0.125", "\"status\":\"running\"");

      run.metrics(100, 0.25);
      server.end(Status.FINISHED);

      assertThat(event(lines))
          .contains("\"step\":100", "\"status\":\"finished\"", "data:image/png;base64,");
    }
  }

  @Test
  void aNinthPageMayBeReadAndIsToldOfNothing() throws IOException {
    String host = "localhost:" + port;
    List<Socket> pages = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        pages.add(ask("GET /events", host));
        assertThat(pages.get(i).getInputStream().readNBytes(13))
            .asString()
            .isEqualTo("HTTP/1.1 200 ");
      }

      assertThat(answer("GET /events", host)).startsWith("HTTP/1.1 503 ");
      assertThat(answer("GET /", host)).startsWith("HTTP/1.1 200 ");
    } finally {
      for (Socket page : pages) {
        page.close();
      }
    }
  }

  private static String event(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data: ")) {
        return line;
      }
    }
    throw new AssertionError("no event");
  }

  @Test
  void aPortInUseIsNamed() {
    assertThatThrownBy(() -> LiveServer.start(RunReport.of(run.folder()), port))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("port " + port)
        .hasMessageContaining("--live");
  }

  @Test
  void aDamagedRunIsToldAndEndsNothing() throws IOException {
    Files.delete(run.folder().resolve("config.json"));

    assertThat(answer("GET /", "localhost:" + port))
        .startsWith("HTTP/1.1 500 ")
        .contains("config.json cannot be read");
  }
}
