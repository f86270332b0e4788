package org.gan4j.data.download;

import com.google.common.net.HostAndPort;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hosts that are asked without a proxy: those of {@code no_proxy}, names or ends of names, {@code
 * *} for anything, each with a port or without, commas or blanks between; and this machine itself.
 *
 * @param text of the variable
 */
record ProxyExceptions(String text) {
  private static final String THIS_MACHINE = "localhost,127.*,[::1],";

  private static final Pattern ADDRESS = Pattern.compile("\\d[\\d.*]*");

  boolean contain(URI uri) {
    int usual = uri.getScheme().equals("https") ? 443 : 80;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    String host = bare(uri.getHost().toLowerCase(Locale.ROOT));
    return Arrays.stream((THIS_MACHINE + text).toLowerCase(Locale.ROOT).split("[,\\s]+"))
        .filter(entry -> !entry.isEmpty())
        .anyMatch(entry -> matches(entry, host, port));
  }

  private static boolean matches(String entry, String host, int port) {
    HostAndPort wanted;
    try {
      wanted = HostAndPort.fromString(entry);
    } catch (IllegalArgumentException e) {
      return false; // something that other programs know
    }
    return wanted.getPortOrDefault(port) == port
        && pattern(bare(wanted.getHost())).matcher(host).matches();
  }

  /**
   * A name stands for those that end in it, too: {@code example.org} for {@code a.example.org}. The
   * end of an address is no address.
   */
  private static Pattern pattern(String name) {
    String end = name.startsWith(".") ? name.substring(1) : name;
    return ADDRESS.matcher(end).matches()
        ? Pattern.compile(with("[\\d.]*", end))
        : Pattern.compile("(.*\\.)?" + with(".*", end));
  }

  private static String with(String anything, String name) {
    return Arrays.stream(name.split("\\*", -1))
        .map(Pattern::quote)
        .collect(Collectors.joining(anything));
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
