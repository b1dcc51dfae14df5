package io.gapwatch.agent.notify.pushover;

import io.gapwatch.agent.config.schema.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How messages reach one Pushover user or group. The keys of {@link PushoverType} hold the values
 * to the vendor's limits.
 *
 * @param name the channel's name in the configuration
 * @param api the base address, without {@code /1/messages.json}
 * @param token the application's token
 * @param user the user or group key
 * @param healthyPriority −1 (quiet) or 0 for a run in which nothing changed; empty sends none
 * @param emergency how long a priority 2 message rings
 * @param extras what else a message carries
 * @param timeout for one request and its whole answer
 */
record PushoverSettings(
    String name,
    URI api,
    Secret token,
    Secret user,
    Optional<Integer> healthyPriority,
    Emergency emergency,
    Extras extras,
    Duration timeout) {

  /**
   * How an emergency rings until someone acknowledges it.
   *
   * @param retry the pause between two rings
   * @param expire when it stops by itself
   */
  record Emergency(Duration retry, Duration expire) {}

  /**
   * What else a message carries.
   *
   * @param sound a sound's name at Pushover
   * @param device one device, or several with commas; all where it is empty
   * @param ttl when an unread message disappears; emergencies never do
   * @param link shown below the message
   */
  record Extras(
      Optional<String> sound,
      Optional<String> device,
      Optional<Duration> ttl,
      Optional<URI> link) {}
}
