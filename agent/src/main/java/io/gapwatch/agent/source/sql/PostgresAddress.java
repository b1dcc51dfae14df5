package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The location of a PostgreSQL database, with user and password removed from the URL, so that no
 * driver message can quote them.
 *
 * @param place host, port and database, for people
 * @param parameters the query parameters
 */
record PostgresAddress(
    String place,
    Optional<Secret> user,
    Optional<Secret> password,
    Map<String, String> parameters) {
  private static final String HOW =
      "write postgres://user:password@host:5432/database, with special characters in the "
          + "password percent-encoded (@ is %40)";

  /** Host names, IPv4 addresses and bracketed IPv6 addresses, separated by commas. */
  private static final String ONE_HOST = "(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(:\\d{1,5})?";

  private static final String HOST = ONE_HOST + "(," + ONE_HOST + ")*";

  static PostgresAddress parse(String source, Secret url) {
    String text = url.reveal().strip();
    String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
    if (!plain.startsWith("postgres://") && !plain.startsWith("postgresql://")) {
      throw new SourceUnavailableException(
          source + ": url is not a PostgreSQL URL (" + url.length() + " characters)", HOW);
    }
    try {
      return of(source, new URI(plain));
    } catch (URISyntaxException e) {
      // The exception quotes the URL, including the password.
      throw new SourceUnavailableException(
          source + ": could not parse url at character " + e.getIndex(), HOW);
    }
  }

  private static PostgresAddress of(String source, URI uri) {
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    int at = authority.lastIndexOf('@');
    String host = authority.substring(at + 1);
    if (!host.matches(HOST) || isTornApart(uri)) {
      throw new SourceUnavailableException(source + ": url has no host", HOW);
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : split(uri.getRawQuery(), "&", 64)) {
      List<String> sides = split(pair, "=", 2);
      parameters.put(decode(sides.get(0)), sides.size() > 1 ? decode(sides.get(1)) : "");
    }
    List<String> who = at < 0 ? List.of() : split(authority.substring(0, at), ":", 2);
    Optional<Secret> user = first(who, 0).or(() -> take(parameters, "user"));
    Optional<Secret> password = first(who, 1).or(() -> take(parameters, "password"));
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    // The driver would decode a plus in a database name as a space.
    String place = host + path.replace("+", "%2B");
    return new PostgresAddress(place, user, password, Map.copyOf(parameters));
  }

  /**
   * Whether an unescaped {@code #}, {@code /} or {@code ?} in the password ended the host early, so
   * that part of the password would be parsed as host, port or database.
   */
  private static boolean isTornApart(URI uri) {
    String rest = Objects.requireNonNullElse(uri.getRawPath(), "") + "?" + uri.getRawQuery();
    return uri.getRawFragment() != null || rest.contains("@");
  }

  PostgresAddress with(Optional<Secret> otherUser, Optional<Secret> otherPassword) {
    return new PostgresAddress(
        place, otherUser.or(() -> user), otherPassword.or(() -> password), parameters);
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + place;
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
