package io.gapwatch.agent.source.redis;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a Redis is: {@code redis://user:password@host:port/database}, or {@code rediss:} with TLS.
 *
 * @param user empty for the default user
 */
record RedisAddress(
    boolean tls,
    String host,
    int port,
    int database,
    Optional<Secret> user,
    Optional<Secret> password) {
  private static final int USUAL_PORT = 6379;
  private static final int HIGHEST_PORT = 65_535;
  private static final int LONGEST_PORT = 5;

  /** Java's own has no host where a name has an underscore, as those of Compose may. */
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:([^@]*)@)?(\\[[^\\[\\]]+]|[A-Za-z0-9._-]+)(?::([0-9]*))?");

  private static final String HOW =
      "write redis://user:password@host:6379/0, or rediss:// with TLS, with special characters in"
          + " the password percent-encoded (@ is %40)";

  /** The address in a secret text; no error quotes it. */
  static RedisAddress parse(String source, Secret url) {
    try {
      return of(source, new URI(url.reveal().strip()));
    } catch (URISyntaxException e) {
      throw unusable(source + ": could not parse url at character " + e.getIndex());
    }
  }

  private static RedisAddress of(String source, URI uri) {
    String scheme = Objects.requireNonNullElse(uri.getScheme(), "");
    if (!scheme.equals("redis") && !scheme.equals("rediss")) {
      throw unusable(source + ": url does not begin with redis:// or rediss://");
    }
    Matcher parts = AUTHORITY.matcher(Objects.requireNonNullElse(uri.getRawAuthority(), ""));
    if (!parts.matches() || uri.getRawFragment() != null) {
      throw unusable(source + ": url has no host");
    }
    int port = port(source, Objects.requireNonNullElse(parts.group(3), ""));
    String path = Objects.requireNonNullElse(uri.getPath(), "").replaceFirst("^/", "");
    if (!path.matches("\\d{0,5}")) {
      throw unusable(source + ": the database in url is not a number");
    }
    String[] who = Objects.requireNonNullElse(parts.group(1), "").split(":", 2);
    return new RedisAddress(
        scheme.equals("rediss"),
        parts.group(2).replaceAll("[\\[\\]]", ""),
        port,
        path.isEmpty() ? 0 : Integer.parseInt(path),
        secret(who[0]),
        who.length > 1 ? secret(who[1]) : Optional.empty());
  }

  private static int port(String source, String written) {
    if (written.isEmpty()) {
      return USUAL_PORT;
    }
    int port = written.length() > LONGEST_PORT ? 0 : Integer.parseInt(written);
    if (port < 1 || port > HIGHEST_PORT) {
      throw unusable(source + ": the port in url is not from 1 to " + HIGHEST_PORT);
    }
    return port;
  }

  private static Optional<Secret> secret(String encoded) {
    return encoded.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Secret(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8)));
  }

  private static SourceUnavailableException unusable(String reason) {
    return new SourceUnavailableException(reason, HOW);
  }

  RedisAddress with(Optional<Secret> otherUser, Optional<Secret> otherPassword) {
    return new RedisAddress(
        tls, host, port, database, otherUser.or(() -> user), otherPassword.or(() -> password));
  }

  /** Without user and password. */
  String place() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
