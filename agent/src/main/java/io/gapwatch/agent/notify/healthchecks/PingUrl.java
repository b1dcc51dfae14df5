package io.gapwatch.agent.notify.healthchecks;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.notify.web.Endpoint;
import java.net.URI;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A check's ping URL. It is the credential, so it prints as {@code <secret>}. */
final class PingUrl {
  /** Behind a UUID, or a ping key and a slug. */
  private static final Pattern SIGNAL =
      Pattern.compile(
          "/(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[A-Za-z0-9_-]{22}/[^/]+)"
              + "/(?:start|fail|log|\\d{1,3})$");

  private static final Pattern CREATE = Pattern.compile("(?:^|&)create=1(?=&|$)");

  private final String base;
  private final String query;

  private PingUrl(String base, String query) {
    this.base = base;
    this.query = query;
  }

  static PingUrl of(HealthchecksSettings settings) {
    URI url = Endpoint.secret(settings.name(), "url", settings.url().reveal());
    String path = withoutTrailingSlash(String.valueOf(url.getRawPath()));
    if (SIGNAL.matcher(path).find()) {
      throw new GapwatchException(
          "channel %s: url ends with a signal, %s, which would always say the same; leave it out"
              .formatted(settings.name(), path.substring(path.lastIndexOf('/'))));
    }
    URI server =
        settings.api().orElseGet(() -> URI.create(url.getScheme() + "://" + url.getRawAuthority()));
    String query = url.getRawQuery() == null ? "" : url.getRawQuery();
    return new PingUrl(withoutTrailingSlash(server.toString()) + path, query);
  }

  /** The address of one signal: {@code ""}, {@code /start}, {@code /fail} or {@code /log}. */
  URI of(String signal, UUID run) {
    String allQuery =
        Stream.of(query, "rid=" + run)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("&"));
    return URI.create(base + signal + "?" + allQuery);
  }

  /** Whether a ping makes the check, if there is none. */
  boolean creates() {
    return CREATE.matcher(query).find();
  }

  /** The same, which makes none. */
  PingUrl withoutCreating() {
    return new PingUrl(base, CREATE.matcher(query).replaceAll("").replaceFirst("^&", ""));
  }

  private static String withoutTrailingSlash(String text) {
    return text.replaceAll("/+$", "");
  }

  @Override
  public String toString() {
    return "<secret>";
  }
}
