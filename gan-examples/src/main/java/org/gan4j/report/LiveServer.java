package org.gan4j.report;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.gan4j.GanException;

/**
 * Serves the page about a run that is going on, to browsers on this machine alone, and lets it
 * change without being loaded again. Requests that name another host are refused: a page from
 * elsewhere could otherwise have its name resolved to this machine, and read along.
 *
 * <p>Nothing is read for a page before one is open, and then on threads of the server's own.
 */
public final class LiveServer implements AutoCloseable {
  private static final int MOST_PAGES = 8; // open at once; each holds a thread
  private static final long PATIENCE_SECONDS = 3; // until open pages have the last state

  private final RunReport report;
  private final LiveState state = new LiveState();
  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          MOST_PAGES + 2,
          new ThreadFactoryBuilder().setNameFormat("gan-live-%d").setDaemon(true).build());

  private LiveServer(RunReport report, HttpServer server) {
    this.report = report;
    this.server = server;
  }

  /**
   * {@return a server that answers from now on}
   *
   * @param report of the run
   * @param port to answer on, or 0 for any that is free
   * @throws GanException if the port is in use
   */
  public static LiveServer start(RunReport report, int port) {
    try {
      InetAddress here = InetAddress.getLoopbackAddress();
      LiveServer live =
          new LiveServer(report, HttpServer.create(new InetSocketAddress(here, port), 0));
      live.server.setExecutor(live.threads);
      live.server.createContext("/", live::answer);
      live.server.start();
      return live;
    } catch (IOException e) {
      throw new GanException(
          "the page cannot be served on port %d (%s): give another --live=PORT, or --live for any"
              .formatted(port, e.getMessage()),
          e);
    }
  }

  /** {@return the address of the page} */
  public URI address() {
    return URI.create("http://localhost:%d/".formatted(server.getAddress().getPort()));
  }

  /** Tells that the files of the run have changed; pages hear of it within a second. */
  public void changed() {
    state.changed();
  }

  /**
   * Tells open pages how the run has ended; {@link #close} waits for them.
   *
   * @param status of the run
   */
  public void end(Status status) {
    state.end(status);
  }

  /** Answers no more. */
  @Override
  public void close() {
    state.end(Status.STOPPED); // unless it has ended otherwise before
    threads.shutdown();
    try {
      threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!isForThisMachine(exchange)) {
        send(exchange, 403, "text/plain", "only for http://localhost\n");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, 405, "text/plain", "only GET\n");
      } else {
        get(exchange, exchange.getRequestURI().getPath());
      }
    }
  }

  private void get(HttpExchange exchange, String path) throws IOException {
    if (path.equals("/")) {
      page(exchange);
    } else if (path.equals("/events")) {
      events(exchange);
    } else {
      picture(exchange, path.replaceFirst("^/samples/", ""));
    }
  }

  private void page(HttpExchange exchange) throws IOException {
    String page;
    try {
      page = report.livePage(state.status());
    } catch (GanException e) {
      send(exchange, 500, "text/plain", e.getMessage() + "\n");
      return;
    }
    send(exchange, 200, "text/html", page);
  }

  private boolean isForThisMachine(HttpExchange exchange) {
    int port = server.getAddress().getPort();
    List<String> names = List.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port);
    String host = exchange.getRequestHeaders().getFirst("Host");
    return host != null && names.contains(host);
  }

  private void picture(HttpExchange exchange, String name) throws IOException {
    if (!Pictures.isGrid(name)) {
      send(exchange, 404, "text/plain", "not here\n");
      return;
    }
    try {
      send(exchange, 200, "image/png", Files.readAllBytes(report.grid(name)));
    } catch (NoSuchFileException e) {
      send(exchange, 404, "text/plain", "not here\n");
    }
  }

  /** Server-sent events, one with all data for each change, until the run ends or the page goes. */
  private void events(HttpExchange exchange) throws IOException {
    if (!state.admit(MOST_PAGES)) {
      send(exchange, 503, "text/plain", "too many pages are open\n");
      return;
    }
    try {
      head(exchange, "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      Status status = Status.RUNNING;
      for (long seen = 0; status == Status.RUNNING; ) {
        seen = state.awaitAfter(seen);
        status = state.status();
        String event = "data: " + JsonText.forScript(report.liveData(status)) + "\n\n";
        exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      }
    } finally {
      state.leave();
    }
  }

  private static void send(HttpExchange exchange, int code, String type, String text)
      throws IOException {
    send(exchange, code, type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int code, String type, byte[] bytes)
      throws IOException {
    head(exchange, type);
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void head(HttpExchange exchange, String type) {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("X-Frame-Options", "DENY");
    exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
  }
}
