package io.gapwatch.agent.notify.channel;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import java.net.URI;
import java.time.Duration;

/** Settings of every channel that speaks HTTP. */
final class Web {
  static final Key<URI> API =
      Key.optional("api", address(), "another server that speaks the same, such as your own");
  static final Key<Duration> TIMEOUT =
      Key.optional(
              "timeout",
              Kinds.duration(Duration.ofMillis(100), Duration.ofMinutes(2)),
              "how long one request may take")
          .withDefault("10s");

  private Web() {}

  static Kind<URI> address() {
    return Kinds.map(
        Kinds.text("https?://[^\\s/?#@]+[^\\s]*", "an address such as https://example.org"),
        URI::create);
  }
}
