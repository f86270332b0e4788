package org.gan4j.data.download;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Proxies as other programs take them from the environment: {@code https_proxy}, {@code http_proxy}
 * and {@code all_proxy}, but for the hosts of {@code no_proxy}; each in small or, if that is not
 * there, in capital letters. What Java itself was told, by {@code -Dhttps.proxyHost} or by the
 * application's selector, comes first.
 */
final class EnvironmentProxies extends ProxySelector {
  private final Map<String, String> environment;

  EnvironmentProxies(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public List<Proxy> select(URI uri) {
    ProxySelector java = ProxySelector.getDefault();
    List<Proxy> javas = java == null ? List.of() : java.select(uri);
    if (isSet(uri.getScheme() + ".proxyHost")
        || isSet("socksProxyHost")
        || javas.stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT)) {
      return javas;
    }
    return List.of(of(uri).map(ProxyAddress::proxy).orElse(Proxy.NO_PROXY));
  }

  /**
   * Returns what the environment says about an address.
   *
   * @throws org.gan4j.GanException if that is no proxy
   */
  Optional<ProxyAddress> of(URI uri) {
    if (new ProxyExceptions(value("no_proxy").orElse("")).contain(uri)) {
      return Optional.empty();
    }
    return Stream.of(uri.getScheme() + "_proxy", "all_proxy")
        .flatMap(name -> value(name).map(text -> ProxyAddress.parse(name, text)).stream())
        .findFirst();
  }

  private Optional<String> value(String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .filter(environment::containsKey)
        .findFirst() // even if it is empty, which takes the proxy back
        .map(found -> environment.get(found).strip())
        .filter(text -> !text.isEmpty());
  }

  private static boolean isSet(String property) {
    return !System.getProperty(property, "").isEmpty();
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // whoever asked gets the failure too
  }
}
