package io.gapwatch.agent.notify.web;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import java.net.URI;
import java.time.Duration;

/** The keys of every channel over HTTP. */
public final class WebKeys {
  private static final String HTTP = "https?://[^\\s/?#@]+[^\\s]*";

  public static final Key<URI> API =
      Key.optional("api", address(), "another server that speaks the same, such as your own");
  public static final Key<Duration> TIMEOUT =
      Key.optional(
              "timeout",
              Kinds.duration(Duration.ofMillis(100), Duration.ofMinutes(2)),
              "how long one request may take")
          .withDefault("10s");

  private WebKeys() {}

  /** An HTTP address. */
  public static Kind<URI> address() {
    return Kinds.text(HTTP, "an address such as https://example.org", Endpoint::parse);
  }

  /** An HTTP address of at most so many characters. */
  public static Kind<URI> address(int longest) {
    return Kinds.text(
        "(?!.{%d})".formatted(longest + 1) + HTTP,
        "an address such as https://example.org, of at most " + longest + " characters",
        Endpoint::parse);
  }
}
