package io.gapwatch.agent.notify.channel;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.notify.Retry;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How pings reach one check of Healthchecks.io or of a server of one's own.
 *
 * @param name the channel's name in the configuration
 * @param url the check's ping URL, with its UUID or with ping key and slug; the URL is the
 *     credential
 * @param api another server to ping at the same path
 * @param timeout for one request and its whole answer
 * @param retry how often one ping is tried
 */
public record HealthchecksSettings(
    String name, Secret url, Optional<URI> api, Duration timeout, Retry retry) {
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** The defaults. */
  public static HealthchecksSettings of(String name, Secret url) {
    return new HealthchecksSettings(name, url, Optional.empty(), TIMEOUT, Retry.PINGS);
  }

  /** The same, sent to another server. */
  public HealthchecksSettings at(URI otherApi) {
    return new HealthchecksSettings(name, url, Optional.of(otherApi), timeout, retry);
  }

  /** The same, tried otherwise. */
  public HealthchecksSettings with(Retry otherRetry) {
    return new HealthchecksSettings(name, url, api, timeout, otherRetry);
  }
}
