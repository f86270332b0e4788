package org.gan4j.data.download;

import com.google.common.net.HostAndPort;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.gan4j.GanException;

/**
 * A proxy as variables of the environment name one.
 *
 * @param host and port
 * @param user name and password with a colon between, if there are
 */
record ProxyAddress(HostAndPort host, Optional<String> user) {
  private static final int USUAL_PORT = 80;

  /**
   * Reads {@code http://NAME:PASSWORD@HOST:PORT}, of which the host alone is needed.
   *
   * @param variable it stands in
   * @throws GanException if it is something else; the message does not repeat it, because of the
   *     password
   */
  static ProxyAddress parse(String variable, String text) {
    int colon = text.indexOf("://");
    String scheme = colon < 0 ? "http" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http")) {
      throw unusable(variable, "is a proxy of the kind " + scheme);
    }
    String rest = colon < 0 ? text : text.substring(colon + 3);
    int at = rest.lastIndexOf('@');
    try {
      HostAndPort host =
          HostAndPort.fromString(rest.substring(at + 1).replaceFirst("/.*", ""))
              .requireBracketsForIPv6()
              .withDefaultPort(USUAL_PORT);
      if (host.getHost().isBlank()) {
        throw unusable(variable, "names no host");
      }
      Optional<String> user =
          at < 0 ? Optional.empty() : Optional.of(decode(rest.substring(0, at)));
      return new ProxyAddress(host, user);
    } catch (IllegalArgumentException e) {
      throw unusable(variable, "is no address");
    }
  }

  private static GanException unusable(String variable, String why) {
    return new GanException(
        "the variable %s of the environment %s; expected http://HOST:PORT or"
                .formatted(variable, why)
            + " http://NAME:PASSWORD@HOST:PORT. Mend it, or take it back for this command, as in"
            + " no_proxy='*' ./gan ...");
  }

  private static String decode(String user) {
    return URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  Proxy proxy() {
    return new Proxy(
        Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host.getHost(), host.getPort()));
  }

  /** Returns the value of the header by which a request shows its name and password. */
  Optional<String> authorization() {
    Base64.Encoder base64 = Base64.getEncoder();
    return user.map(
        text -> "Basic " + base64.encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }
}
