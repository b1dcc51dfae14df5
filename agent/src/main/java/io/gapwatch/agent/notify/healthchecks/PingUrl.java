package io.gapwatch.agent.notify.healthchecks;

import io.gapwatch.agent.notify.web.Endpoint;
import java.net.URI;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A check's ping URL. It is the credential, so it prints as {@code <secret>}. */
final class PingUrl {
  private final String base;
  private final String query;

  private PingUrl(String base, String query) {
    this.base = base;
    this.query = query;
  }

  static PingUrl of(HealthchecksSettings settings) {
    URI url = Endpoint.secret(settings.name(), "url", settings.url().reveal());
    String path = withoutTrailingSlash(String.valueOf(url.getRawPath()));
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

  private static String withoutTrailingSlash(String text) {
    return text.replaceAll("/+$", "");
  }

  @Override
  public String toString() {
    return "<secret>";
  }
}
