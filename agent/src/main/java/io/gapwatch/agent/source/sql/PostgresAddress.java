package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    List<String> again = new ArrayList<>();
    for (String pair : split(url.group("query"), "&", 64)) {
      List<String> sides = split(pair, "=", 2);
      if (!sides.isEmpty()) {
        String name = decode(sides.get(0));
        String value = sides.size() > 1 ? decode(sides.get(1)) : "";
        String before = parameters.put(name, value);
        if (before != null && !before.equals(value)) {
          again.add(name);
        }
      }
    }
    PostgresChoices.check(source, parameters);
    // Only now is each of them known to be a name, not a part of a password.
    if (!again.isEmpty()) {
      throw new SourceUnavailableException(
          source + ": url has two values for " + again.get(0),
          "write " + again.get(0) + " once: only one of them would count");
    }
    List<String> who = split(url.group("who"), ":", 2);
    Optional<Secret> user = once(source, "user", first(who, 0), take(parameters, "user"));
    Optional<Secret> password =
        once(source, "password", first(who, 1), take(parameters, "password"));
    String hosts = PostgresHosts.of(source, url.group("hosts"), parameters, HOW);
    String path = Objects.requireNonNullElse(url.group("path"), "/");
    decode(path);
    Optional<String> database = Optional.ofNullable(parameters.remove("dbname"));
    if (database.isPresent() && !path.equals("/")) {
      throw PostgresHosts.twice(source, "database");
    }
    path = database.map(name -> "/" + encode(name)).orElse(path);
    // The driver would decode a plus in a database name as a space.
    return new PostgresAddress(
        hosts + path.replace("+", "%2B"), user, password, Map.copyOf(parameters));
  }

  PostgresAddress with(Optional<Secret> otherUser, Optional<Secret> otherPassword) {
    return new PostgresAddress(
        place, otherUser.or(() -> user), otherPassword.or(() -> password), parameters);
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + place;
  }

  /** One for each host, in their order. */
  List<String> jdbcUrls() {
    int end = place.indexOf('/');
    return Stream.of(place.substring(0, end).split(",", -1))
        .map(host -> "jdbc:postgresql://" + host + place.substring(end))
        .toList();
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

  private static Optional<Secret> once(
      String source, String what, Optional<Secret> inFront, Optional<Secret> parameter) {
    if (inFront.isPresent() && parameter.isPresent()) {
      throw PostgresHosts.twice(source, what);
    }
    return inFront.or(() -> parameter);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String decode(String text) {
    // A plus is literal in a URL; only form encoding decodes it as a space.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
