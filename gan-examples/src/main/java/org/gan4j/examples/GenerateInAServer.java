package org.gan4j.examples;

import static com.google.common.base.Preconditions.checkArgument;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.gan4j.draw.GeneratorPool;
import org.gan4j.image.ImageGrid;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Answers {@code GET /digit.png?seed=7} with an image, several requests at once. */
public final class GenerateInAServer {
  private GenerateInAServer() {}

  /**
   * Serves on port 8080 of this machine.
   *
   * @param args a file that {@code gan export} wrote
   * @throws IOException if that port is in use
   */
  public static void main(String[] args) throws IOException {
    checkArgument(args.length == 1, "one argument is expected: a file that gan export wrote");
    start(Path.of(args[0]), 8080, Runtime.getRuntime().availableProcessors());
  }

  /** Returns a server of so many threads, each with a copy of the generator; port 0 is any. */
  static HttpServer start(Path file, int port, int threads) throws IOException {
    GeneratorPool pool = GeneratorPool.load(file, threads);
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
    server.setExecutor(Executors.newFixedThreadPool(threads));
    server.createContext("/digit.png", exchange -> answer(exchange, pool));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, GeneratorPool pool) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    boolean good = query.matches("seed=-?\\d{1,18}");
    byte[] body = good ? png(pool, Long.parseLong(query.substring(5))) : new byte[0];
    exchange.getResponseHeaders().set("Content-Type", good ? "image/png" : "text/plain");
    exchange.sendResponseHeaders(good ? 200 : 400, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static byte[] png(GeneratorPool pool, long seed) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try (INDArray image = pool.generate(1, seed)) {
      ImageIO.write(ImageGrid.of(pool.valueRange()).draw(image), "png", png);
    }
    return png.toByteArray();
  }
}
