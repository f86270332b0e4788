package org.gan4j.data.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gan4j.GanException;

/** One attempt to copy a file from the web, bounded in size and in silence, checksum included. */
final class Transfer {
  private static final String PAGE =
      "what it gives is a web page in place of the file: a network that wants a login, or a proxy,"
          + " stands in between; open the address in a browser, or set https_proxy";

  private static final String PROXY_PASSWORD =
      "the proxy wants another name and password: https_proxy=http://NAME:PASSWORD@HOST:PORT, and,"
          + " where Java is not started by ./gan, -Djdk.http.auth.tunneling.disabledSchemes=";

  private final RemoteFile file;
  private final Patience patience;
  private final EnvironmentProxies proxies;
  private final HttpClient client;

  Transfer(RemoteFile file, Patience patience, Map<String, String> environment) {
    this.file = file;
    this.patience = patience;
    this.proxies = new EnvironmentProxies(environment);
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience.connect())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .proxy(proxies)
            .build();
  }

  /**
   * Copies the file.
   *
   * @throws RefusedException if this address will not give the file, however often it is asked
   * @throws IOException if another attempt may help
   */
  void run(URI from, OutputStream to) throws IOException {
    HttpResponse<InputStream> response = send(from);
    try (InputStream body = response.body()) {
      requireOk(response.statusCode());
      String md5 = copy(body, to);
      if (!md5.equals(file.md5())) {
        throw new RefusedException(
            "what it gives has the MD5 checksum " + md5 + ", expected " + file.md5());
      }
    } catch (RefusedException e) {
      throw response.statusCode() == 200 && isPage(response) ? new RefusedException(PAGE) : e;
    }
  }

  /** As the login pages of hotels and trains are, which come in place of what was asked for. */
  private static boolean isPage(HttpResponse<?> response) {
    String type = response.headers().firstValue("content-type").orElse("");
    return type.toLowerCase(Locale.ROOT).contains("html");
  }

  /** {@return how an address is reached, to be said behind it: by a proxy of the environment} */
  String way(URI from) {
    return proxies.of(from).map(proxy -> " (by the proxy " + proxy.host() + ")").orElse("");
  }

  private HttpResponse<InputStream> send(URI from) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(from).timeout(patience.stall());
    proxies
        .of(from)
        .flatMap(ProxyAddress::authorization)
        .ifPresent(user -> request.setHeader("Proxy-Authorization", user));
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GanException("the download was interrupted", e);
    }
  }

  private static void requireOk(int status) throws IOException {
    if (status == 408 || status == 429 || status >= 500) {
      throw new IOException("it answers with HTTP status " + status);
    }
    if (status == 407) {
      throw new RefusedException(PROXY_PASSWORD);
    }
    if (status == 511) {
      throw new RefusedException("the network wants a login first: open any page in a browser");
    }
    if (status != 200) {
      throw new RefusedException("it answers with HTTP status " + status);
    }
  }

  private String copy(InputStream body, OutputStream to) throws IOException {
    MessageDigest md5 = md5();
    byte[] chunk = new byte[1 << 16];
    long total = 0;
    for (int n = 0; n >= 0; n = readInTime(body, chunk)) {
      total += n;
      if (total > file.maxBytes()) {
        throw new RefusedException(
            "what it gives is larger than the " + file.maxBytes() + " bytes expected at most");
      }
      md5.update(chunk, 0, n);
      to.write(chunk, 0, n);
    }
    return HexFormat.of().formatHex(md5.digest());
  }

  /** A read that ends: the client's own timeout covers the time up to the first byte only. */
  private int readInTime(InputStream body, byte[] chunk) throws IOException {
    CompletableFuture<Void> watch = new CompletableFuture<>();
    var unused =
        watch
            .orTimeout(patience.stall().toMillis(), TimeUnit.MILLISECONDS)
            .exceptionally(late -> close(body));
    try {
      return body.read(chunk);
    } catch (IOException e) {
      throw watch.isCompletedExceptionally() // done before the body is closed, which ends the read
          ? new IOException("it sent nothing for " + patience.stall().toMillis() + " ms", e)
          : e;
    } finally {
      watch.complete(null);
    }
  }

  private static Void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return null;
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /** Asking the same address again is of no use. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }
}
