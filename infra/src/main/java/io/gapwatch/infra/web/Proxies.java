package io.gapwatch.infra.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name, in upper or
 * lower case, as the agent, Pulumi and Doppler's command read them. Java itself knows only its own
 * properties.
 */
final class Proxies extends ProxySelector {
  private static final int PORT = 80;
  private static final int HIGHEST_PORT = 65_535;

  static {
    // Java sends no password to a proxy for https unless told so.
    System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
  }

  private final Map<String, String> environment;

  Proxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** The proxy for an address; empty where it is asked directly. */
  Optional<URI> of(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    return isDirect(String.valueOf(address.getHost()).toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : proxy(scheme);
  }

  @Override
  public List<Proxy> select(URI address) {
    // Its name is looked up by the client, within the deadline.
    return List.of(
        of(address)
            .map(
                proxy ->
                    new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy))))
            .orElse(Proxy.NO_PROXY));
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
    // The exchange tells it.
  }

  /**
   * The header with name and password for the proxy of an address, where it has them. The client
   * shows it to nobody behind the proxy.
   */
  Optional<String> login(URI address) {
    return of(address)
        .map(URI::getRawUserInfo)
        .map(who -> decoded(who).getBytes(StandardCharsets.UTF_8))
        .map(who -> "Basic " + Base64.getEncoder().encodeToString(who));
  }

  /** A proxy as people may read it: without its password. */
  static String words(URI proxy) {
    return proxy.getHost() + ":" + port(proxy);
  }

  private static int port(URI proxy) {
    return proxy.getPort() > 0 ? proxy.getPort() : PORT;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /**
   * The variable for an address that names no proxy which can be used, so that the address is asked
   * directly. Its value, which may have a password, is not told.
   */
  Optional<String> unused(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    return isDirect(String.valueOf(address.getHost()).toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : named(scheme)
            .filter(variable -> usable(variable.getValue()).isEmpty())
            .map(Map.Entry::getKey);
  }

  private Optional<URI> proxy(String scheme) {
    return named(scheme).map(Map.Entry::getValue).flatMap(Proxies::usable);
  }

  /** The variable for a scheme, and what it says. */
  private Optional<Map.Entry<String, String>> named(String scheme) {
    return entry(scheme + "_proxy").or(() -> entry("all_proxy"));
  }

  private static Optional<URI> usable(String text) {
    return address(text.contains("://") ? text : "http://" + text)
        .filter(uri -> "http".equals(uri.getScheme()) && uri.getHost() != null)
        .filter(uri -> uri.getPort() <= HIGHEST_PORT);
  }

  private static Optional<URI> address(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  /** This machine never goes by a proxy; {@code NO_PROXY} lists names with their subdomains. */
  private boolean isDirect(String host) {
    return host.equals("localhost")
        || host.startsWith("127.")
        || host.equals("[::1]")
        || variable("no_proxy").stream()
            .flatMap(list -> Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+")))
            .map(name -> name.replaceFirst(":\\d+$", "").replaceFirst("^\\*?\\.", ""))
            .filter(name -> !name.isEmpty())
            .anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
  }

  private Optional<String> variable(String name) {
    return entry(name).map(Map.Entry::getValue);
  }

  private Optional<Map.Entry<String, String>> entry(String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .filter(written -> !environment.getOrDefault(written, "").isBlank())
        .map(written -> Map.entry(written, environment.getOrDefault(written, "").strip()))
        .findFirst();
  }
}
