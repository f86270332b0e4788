package org.gan4j.data.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on this machine that answers as it is told and remembers what it was asked for. */
final class Mirror implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** What is answered to the n-th request, n counted from 1. */
  interface Answer {
    void to(HttpExchange exchange, int n) throws IOException;
  }

  Mirror(Answer answer) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestURI().getPath());
          try (exchange) {
            answer.to(exchange, requests.size());
          }
        });
    server.start();
  }

  static Mirror of(byte[] content) throws IOException {
    return new Mirror((exchange, n) -> send(exchange, content));
  }

  static Mirror status(int status) throws IOException {
    return new Mirror((exchange, n) -> exchange.sendResponseHeaders(status, -1));
  }

  /** A mirror that promises the content, sends half of it, and hangs up. */
  static Mirror truncating(byte[] content) throws IOException {
    return new Mirror((exchange, n) -> sendHalf(exchange, content));
  }

  /** A mirror that promises the content, sends half of it, and says no more. */
  static Mirror stalling(byte[] content) throws IOException {
    CountDownLatch[] end = new CountDownLatch[1];
    Mirror mirror =
        new Mirror(
            (exchange, n) -> {
              sendHalf(exchange, content);
              await(end[0]);
            });
    end[0] = mirror.closed;
    return mirror;
  }

  static void send(HttpExchange exchange, byte[] content) throws IOException {
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content);
  }

  URI uri() {
    return URI.create(
        "http://%s:%d/set/"
            .formatted(
                server.getAddress().getAddress().getHostAddress(), server.getAddress().getPort()));
  }

  /** {@return the paths that were asked for, in their order} */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private static void sendHalf(HttpExchange exchange, byte[] content) throws IOException {
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content, 0, content.length / 2);
    exchange.getResponseBody().flush();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
