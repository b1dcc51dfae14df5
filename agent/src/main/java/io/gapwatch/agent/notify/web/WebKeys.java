package io.gapwatch.agent.notify.web;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.WebAddress;
import java.net.URI;
import java.time.Duration;

/** The keys of every channel over HTTP. */
public final class WebKeys {
  public static final Key<URI> API =
      Key.optional("api", server(), "another server that speaks the same, such as your own");
  public static final Key<Duration> TIMEOUT =
      Key.optional(
              "timeout",
              Kinds.duration(Duration.ofMillis(100), Duration.ofMinutes(2)),
              "how long one request may take")
          .withDefault("10s");

  private WebKeys() {}

  /** The address of a server, behind which its paths are put. */
  public static Kind<URI> server() {
    return WebAddress.base("https://example.org");
  }

  /** The address of a page that a message links to, of at most so many characters. */
  public static Kind<URI> page(int longest) {
    return WebAddress.page(longest);
  }
}
