package org.gan4j.data.download;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.gan4j.GanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EnvironmentProxiesTest {
  private static final byte[] CONTENT = "0123456789".repeat(1000).getBytes(UTF_8);
  private static final RemoteFile FILE =
      new RemoteFile("digits.gz", List.of(), "2bb571599a4180e1d542f76904adc3df", CONTENT.length);

  /** A name that no network knows: only a proxy can ask for it. */
  private static final URI MIRROR = URI.create("http://mirror.invalid/set/");

  @TempDir private Path folder;

  @Test
  void filesComeThroughTheProxyWithItsNameAndPassword() throws IOException {
    List<String> seen = new ArrayList<>();
    try (Mirror proxy =
        new Mirror(
            (exchange, n) -> {
              seen.add(exchange.getRequestURI().toString());
              seen.add(exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
              Mirror.send(exchange, CONTENT);
            })) {
      String address = "http://us%40er:pa+ss@127.0.0.1:" + proxy.uri().getPort() + "/";

      Path file = downloader(Map.of("http_proxy", address)).fetch(FILE, folder);

      assertThat(file).hasBinaryContent(CONTENT);
    }
    // printf 'us@er:pa+ss' | base64
    assertThat(seen).containsExactly(MIRROR + "digits.gz", "Basic dXNAZXI6cGErc3M=");
  }

  @Test
  void secureAddressesAreAskedForByATunnel() throws Exception {
    try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> refuseTunnel(proxy));
      Map<String, String> environment =
          Map.of("HTTPS_PROXY", "127.0.0.1:" + proxy.getLocalPort(), "http_proxy", "nowhere:1");
      Downloader downloader =
          new Downloader(
              List.of(URI.create("https://mirror.invalid/set/")), impatient(), environment);

      assertThatThrownBy(() -> downloader.fetch(FILE, folder))
          .isInstanceOf(GanException.class)
          .hasMessageContainingAll(
              "digits.gz (by the proxy 127.0.0.1:" + proxy.getLocalPort() + "): ",
              "the proxy wants another name and password");
      assertThat(first.get()).isEqualTo("CONNECT mirror.invalid:443 HTTP/1.1");
    }
  }

  @Test
  void aProxyThatDoesNotAnswerIsNamed() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Downloader downloader = downloader(Map.of("http_proxy", "http://a:secret@127.0.0.1:" + port));

    assertThatThrownBy(() -> downloader.fetch(FILE, folder))
        .isInstanceOf(GanException.class)
        .hasMessageContaining("(by the proxy 127.0.0.1:" + port + "): no connection")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "http_proxy=a:1, http://x.org/, a:1",
        "http_proxy=a:1, https://x.org/, -",
        "https_proxy=a:1, https://x.org/, a:1",
        "http_proxy=a:1 HTTP_PROXY=b:2, http://x.org/, a:1",
        "http_proxy= HTTP_PROXY=b:2, http://x.org/, -",
        "HTTP_PROXY=b:2, http://x.org/, b:2",
        "ALL_PROXY=b:2, https://x.org/, b:2",
        "http_proxy=a:1 all_proxy=b:2, http://x.org/, a:1",
        "http_proxy=http://a, http://x.org/, a:80",
        "http_proxy=HTTP://a:3128/, http://x.org/, a:3128",
        "http_proxy=http://[::1]:3128, http://x.org/, ::1:3128",
        "http_proxy=http://u:p/w@a:3128, http://x.org/, a:3128",
        "http_proxy=a:1, http://localhost:8000/, -",
        "http_proxy=a:1, http://127.0.0.1:8000/, -",
        "http_proxy=a:1, http://[::1]:8000/, -",
      })
  void variablesOfOtherProgramsAreUnderstood(String variables, URI uri, String proxy) {
    assertThat(selected(variables, uri)).isEqualTo(proxy);
  }

  @ParameterizedTest
  @CsvSource({
    "*, http://x.org/, true",
    "x.org, http://x.org/, true",
    "X.ORG, http://x.org/, true",
    "x.org, http://a.b.x.org/, true",
    ".x.org, http://a.x.org/, true",
    "*.x.org, http://a.x.org/, true",
    "x.org, http://ax.org/, false",
    "x.org, http://x.org.net/, false",
    "a.x.org, http://x.org/, false",
    "x.org:80, http://x.org/, true",
    "x.org:443, http://x.org/, false",
    "x.org:8080, http://a.x.org:8080/, true",
    "10.0.*, http://10.0.3.4/, true",
    "10.0.*, http://10.1.3.4/, false",
    "'', http://10.127.3.4/, false",
    "'', http://127.example.org/, false",
    "0.3.4, http://10.0.3.4/, false",
    "10.0.3.4, http://10.0.3.4/, true",
    "'y.org, x.org', http://x.org/, true",
    "y.org  x.org, http://x.org/, true",
    "'', http://x.org/, false",
    "xxorg, http://x.org/, false",
  })
  void hostsAreExceptedByTheirNames(String exceptions, URI uri, boolean excepted) {
    var proxies = new EnvironmentProxies(Map.of("http_proxy", "a:1", "no_proxy", exceptions));

    assertThat(proxies.of(uri).isEmpty()).isEqualTo(excepted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"socks5://a:1", "https://a:1", "http://", "a:secret", "http://a:b:secret"})
  void whatIsNoProxyIsRefusedWithoutItsSecrets(String value) {
    assertThatThrownBy(() -> selected("http_proxy=" + value, URI.create("http://x.org/")))
        .isInstanceOf(GanException.class)
        .hasMessageContainingAll("http_proxy", "expected http://HOST:PORT")
        .hasMessageNotContaining("secret");
  }

  @Test
  void whatJavaWasToldComesFirst() {
    URI uri = URI.create("http://x.org/");
    System.setProperty("http.proxyHost", "java.invalid");
    System.setProperty("http.nonProxyHosts", "y.org");
    try {
      assertThat(selected("http_proxy=a:1", uri)).isEqualTo("java.invalid:80");
      assertThat(selected("http_proxy=a:1", URI.create("http://y.org/"))).isNull();
    } finally {
      System.clearProperty("http.proxyHost");
      System.clearProperty("http.nonProxyHosts");
    }
    assertThat(selected("http_proxy=a:1", uri)).isEqualTo("a:1");
  }

  /** Returns host and port, or null for none. */
  private static String selected(String variables, URI uri) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : Splitter.on(' ').split(variables)) {
      environment.put(variable.replaceFirst("=.*", ""), variable.replaceFirst("[^=]*=", ""));
    }
    List<Proxy> proxies = new EnvironmentProxies(environment).select(uri);
    assertThat(proxies).hasSize(1);
    if (proxies.get(0).type() == Proxy.Type.DIRECT) {
      return null;
    }
    var address = (java.net.InetSocketAddress) proxies.get(0).address();
    return address.getHostString() + ":" + address.getPort();
  }

  private static Downloader downloader(Map<String, String> environment) {
    return new Downloader(List.of(MIRROR), impatient(), environment);
  }

  private static Patience impatient() {
    return new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), attempts -> Duration.ZERO);
  }

  private static String refuseTunnel(ServerSocket proxy) {
    try (Socket client = proxy.accept()) {
      var reader = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
      String first = reader.readLine();
      for (String line = first; !line.isEmpty(); line = reader.readLine()) {
        // the headers
      }
      client
          .getOutputStream()
          .write(
              ("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n"
                      + "Proxy-Authenticate: Basic realm=\"p\"\r\n\r\n")
                  .getBytes(UTF_8));
      return first;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
