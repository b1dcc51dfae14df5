package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The location of a PostgreSQL database, with user and password removed from the URL, so that no
 * driver message can quote them.
 *
 * @param place hosts, ports and database, for people
 * @param parameters the query parameters, as written
 */
record PostgresAddress(
    String place,
    Optional<Secret> user,
    Optional<Secret> password,
    Map<String, String> parameters) {
  private static final String HOW =
      "write postgres://user:password@host:5432/database, with special characters in the "
          + "password percent-encoded (@ is %40)";

  /**
   * An unescaped {@code #}, {@code /} or {@code ?} in a password would end the host early, so that
   * part of the password would be read as host, port or database: the rest holds no {@code @}.
   */
  private static final Pattern URL =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?://(?:(?<who>[^/?#]*)@)?(?<hosts>[^/?#@]*)"
              + "(?<path>/[^?#@]*)?(?:\\?(?<query>[^#@]*))?");

  /** Host names, IPv4 addresses and bracketed IPv6 addresses, separated by commas. */
  private static final String ONE_HOST = "(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(:\\d{1,5})?";

  private static final List<String> MODES =
      List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private static final Pattern PORT = Pattern.compile(":(\\d+)$");
  private static final int HIGHEST_PORT = 65_535;
  private static final String HOSTS = ONE_HOST + "(," + ONE_HOST + ")*";

  static PostgresAddress parse(String source, Secret url) {
    String text = url.reveal().strip();
    if (!text.matches("(?s)(jdbc:)?postgres(ql)?://.*")) {
      throw new SourceUnavailableException(
          source + ": url is not a PostgreSQL URL (" + url.length() + " characters)", HOW);
    }
    Matcher parts = URL.matcher(text);
    if (!parts.matches() || text.chars().anyMatch(c -> c <= ' ')) {
      throw new SourceUnavailableException(source + ": url could not be read", HOW);
    }
    try {
      return of(source, parts);
    } catch (IllegalArgumentException e) {
      // The exception quotes what it could not decode.
      throw new SourceUnavailableException(
          source + ": url has a % that is not followed by two hexadecimal digits", HOW);
    }
  }

  private static PostgresAddress of(String source, Matcher url) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : split(url.group("query"), "&", 64)) {
      List<String> sides = split(pair, "=", 2);
      if (!sides.isEmpty()) {
        parameters.put(decode(sides.get(0)), sides.size() > 1 ? decode(sides.get(1)) : "");
      }
    }
    String hosts = hosts(url.group("hosts"), parameters);
    if (hosts.startsWith("/")) {
      throw new SourceUnavailableException(
          source + ": a socket's folder as host is not supported",
          "name the host, such as 127.0.0.1: connections are made over TCP");
    }
    if (!hosts.matches(HOSTS)) {
      throw new SourceUnavailableException(source + ": url has no host", HOW);
    }
    if (Stream.of(hosts.split(",")).anyMatch(PostgresAddress::hasNoSuchPort)) {
      throw new SourceUnavailableException(
          source + ": a port in url is not from 1 to " + HIGHEST_PORT, HOW);
    }
    String mode = parameters.getOrDefault("sslmode", "prefer");
    if (!MODES.contains(mode.toLowerCase(Locale.ROOT))) {
      throw new SourceUnavailableException(
          source + ": sslmode in url is not one that PostgreSQL has",
          "write one of " + String.join(", ", MODES));
    }
    List<String> who = split(url.group("who"), ":", 2);
    Optional<Secret> user = first(who, 0).or(() -> take(parameters, "user"));
    Optional<Secret> password = first(who, 1).or(() -> take(parameters, "password"));
    // The driver would decode a plus in a database name as a space.
    String path = Objects.requireNonNullElse(url.group("path"), "/").replace("+", "%2B");
    decode(path);
    return new PostgresAddress(hosts + path, user, password, Map.copyOf(parameters));
  }

  private static boolean hasNoSuchPort(String host) {
    Matcher port = PORT.matcher(host);
    return port.find() && !isPort(Integer.parseInt(port.group(1)));
  }

  private static boolean isPort(int port) {
    return port >= 1 && port <= HIGHEST_PORT;
  }

  /** Some providers write hosts and ports as parameters, as libpq allows. */
  private static String hosts(String written, Map<String, String> parameters) {
    String host = parameters.remove("host");
    String port = parameters.remove("port");
    if (!written.isEmpty() || host == null) {
      return written;
    }
    List<String> hosts = List.of(host.split(",", -1));
    List<String> ports = port == null ? List.of() : List.of(port.split(",", -1));
    List<String> all = new ArrayList<>();
    for (int i = 0; i < hosts.size(); i++) {
      String one = hosts.get(i).contains(":") ? "[" + hosts.get(i) + "]" : hosts.get(i);
      // One port is that of all hosts.
      String its = ports.isEmpty() ? "" : ports.get(Math.min(i, ports.size() - 1));
      all.add(its.isEmpty() ? one : one + ":" + its);
    }
    return String.join(",", all);
  }

  PostgresAddress with(Optional<Secret> otherUser, Optional<Secret> otherPassword) {
    return new PostgresAddress(
        place, otherUser.or(() -> user), otherPassword.or(() -> password), parameters);
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + place;
  }

  /** How many hosts are tried one after the other. */
  int hosts() {
    return place.substring(0, place.indexOf('/')).split(",", -1).length;
  }

  /** The names of its hosts. */
  List<String> names() {
    return Stream.of(place.substring(0, place.indexOf('/')).split(",", -1))
        .map(host -> host.replaceFirst(":\\d{1,5}$", ""))
        .toList();
  }

  /** Everything that must not appear in a message. */
  List<Secret> secrets() {
    return Stream.concat(
            password.stream(), Stream.ofNullable(parameters.get("sslpassword")).map(Secret::new))
        .toList();
  }

  private static List<String> split(@Nullable String text, String separator, int most) {
    return text == null || text.isEmpty() ? List.of() : List.of(text.split(separator, most));
  }

  private static Optional<Secret> first(List<String> parts, int index) {
    return index < parts.size()
        ? Optional.of(new Secret(decode(parts.get(index))))
        : Optional.empty();
  }

  private static Optional<Secret> take(Map<String, String> parameters, String name) {
    return Optional.ofNullable(parameters.remove(name)).map(Secret::new);
  }

  private static String decode(String text) {
    // A plus is literal in a URL; only form encoding decodes it as a space.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
