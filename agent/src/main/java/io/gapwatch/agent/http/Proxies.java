package io.gapwatch.agent.http;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name, in upper or
 * lower case as other programs read them. Java itself knows only its own properties.
 */
public final class Proxies {
  /** Never by a proxy: this machine, and the metadata service, which only this machine can ask. */
  private static final List<String> DIRECT =
      List.of("localhost", "127.*", "[::1]", "169.254.169.254");

  private static final int HIGHEST_PORT = 65_535;

  /** A port behind a name, an IPv4 address, or an IPv6 address in brackets. */
  private static final Pattern PORT = Pattern.compile("^(\\[.*]|[^:]*):\\d+$");

  private Proxies() {}

  /**
   * Tells Java; once, before the first request.
   *
   * @return what is wrong with variables that name no proxy which can be used; their values, which
   *     may have a password, are not in it
   */
  public static List<String> use(Map<String, String> environment) {
    Properties properties = System.getProperties();
    properties(environment).forEach(properties::putIfAbsent);
    login(environment).ifPresent(Authenticator::setDefault);
    return unused(environment);
  }

  /** What a person behind a proxy would otherwise take for a network that is down. */
  static List<String> unused(Map<String, String> environment) {
    return Stream.of("https", "http")
        .flatMap(scheme -> named(environment, scheme).stream())
        .filter(variable -> usable(variable.getValue()).isEmpty())
        .map(
            variable ->
                variable.getKey()
                    + " is not used: it names no proxy such as http://proxy.example.org:3128"
                    + " (SOCKS, and TLS to the proxy, are not supported)")
        .distinct()
        .toList();
  }

  /** Java's properties for these variables; what is no address of a proxy is left out. */
  static Map<String, String> properties(Map<String, String> environment) {
    Map<String, String> properties = new HashMap<>();
    for (String scheme : new String[] {"https", "http"}) {
      proxy(environment, scheme)
          .ifPresent(
              proxy -> {
                properties.put(scheme + ".proxyHost", proxy.getHost());
                int port = proxy.getPort() > 0 ? proxy.getPort() : 80;
                properties.put(scheme + ".proxyPort", Integer.toString(port));
              });
    }
    if (!properties.isEmpty()) {
      properties.put("http.nonProxyHosts", direct(environment));
      // Java sends no password to a proxy for https unless told so.
      properties.put("jdk.http.auth.tunneling.disabledSchemes", "");
    }
    return properties;
  }

  private static Optional<URI> proxy(Map<String, String> environment, String scheme) {
    return named(environment, scheme).map(Map.Entry::getValue).flatMap(Proxies::usable);
  }

  /** The variable for a scheme, and what it says. */
  private static Optional<Map.Entry<String, String>> named(
      Map<String, String> environment, String scheme) {
    return entry(environment, scheme + "_proxy").or(() -> entry(environment, "all_proxy"));
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

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return entry(environment, name).map(Map.Entry::getValue);
  }

  private static Optional<Map.Entry<String, String>> entry(
      Map<String, String> environment, String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .filter(written -> !environment.getOrDefault(written, "").isBlank())
        .map(written -> Map.entry(written, environment.getOrDefault(written, "").strip()))
        .findFirst();
  }

  /** {@code NO_PROXY} lists names with their subdomains; Java wants patterns. */
  private static String direct(Map<String, String> environment) {
    Stream<String> named =
        variable(environment, "no_proxy").stream()
            .flatMap(list -> Arrays.stream(list.split("[,\\s]+")))
            .filter(name -> !name.isEmpty())
            .map(name -> PORT.matcher(name).replaceFirst("$1").replaceFirst("^\\*?\\.", ""))
            .flatMap(Proxies::patterns);
    return Stream.concat(DIRECT.stream(), named).distinct().collect(Collectors.joining("|"));
  }

  private static Stream<String> patterns(String name) {
    if (name.equals("*")) {
      return Stream.of("*");
    }
    // Java compares with the host of an address, where IPv6 stands in brackets.
    return name.indexOf(':') != name.lastIndexOf(':')
        ? Stream.of(name.startsWith("[") ? name : "[" + name + "]")
        : Stream.of(name, "*." + name);
  }

  private static Optional<Authenticator> login(Map<String, String> environment) {
    return Stream.of("https", "http")
        .flatMap(scheme -> proxy(environment, scheme).stream())
        .filter(proxy -> proxy.getRawUserInfo() != null)
        .findFirst()
        .map(ProxyLogin::new);
  }

  /** The name and password of a proxy, for that proxy only. */
  private static final class ProxyLogin extends Authenticator {
    private final URI proxy;

    ProxyLogin(URI proxy) {
      this.proxy = proxy;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      boolean ours =
          getRequestorType() == RequestorType.PROXY
              && proxy.getHost().equalsIgnoreCase(getRequestingHost());
      if (!ours) {
        return null;
      }
      String[] who = proxy.getRawUserInfo().split(":", 2);
      return new PasswordAuthentication(
          decoded(who[0]), (who.length > 1 ? decoded(who[1]) : "").toCharArray());
    }

    private static String decoded(String text) {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
  }
}
