package io.gapwatch.agent.notify.channel;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How messages reach one Pushover user or group. Limits are those of pushover.net/api.
 *
 * @param name the channel's name in the configuration
 * @param api the base address, without {@code /1/messages.json}
 * @param token the application's token
 * @param user the user or group key
 * @param healthyPriority −1 (quiet) or 0 for a run without news; empty sends none
 * @param emergency how long a priority 2 message rings
 * @param extras what else a message carries
 * @param timeout for one request and its whole answer
 */
public record PushoverSettings(
    String name,
    URI api,
    Secret token,
    Secret user,
    Optional<Integer> healthyPriority,
    Emergency emergency,
    Extras extras,
    Duration timeout) {
  public static final URI API = URI.create("https://api.pushover.net");
  public static final int HEALTHY_PRIORITY = -1;
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  public PushoverSettings {
    api = Endpoint.checked(name, "api", api);
    healthyPriority.ifPresent(
        priority ->
            require(
                priority == -1 || priority == 0,
                "the priority of a healthy summary is -1 or 0, not " + priority));
  }

  /** The defaults. */
  public static PushoverSettings of(String name, Secret token, Secret user) {
    return new PushoverSettings(
        name,
        API,
        token,
        user,
        Optional.of(HEALTHY_PRIORITY),
        Emergency.DEFAULT,
        Extras.NONE,
        TIMEOUT);
  }

  /** The same, sent to another server. */
  public PushoverSettings at(URI otherApi) {
    return new PushoverSettings(
        name, otherApi, token, user, healthyPriority, emergency, extras, timeout);
  }

  /**
   * How an emergency rings until someone acknowledges it.
   *
   * @param retry the pause between two rings, at least 30 s
   * @param expire when it stops by itself, at most 3 h
   */
  public record Emergency(Duration retry, Duration expire) {
    public static final Duration MIN_RETRY = Duration.ofSeconds(30);
    public static final Duration MAX_EXPIRE = Duration.ofHours(3);
    public static final Emergency DEFAULT =
        new Emergency(Duration.ofMinutes(1), Duration.ofHours(1));

    public Emergency {
      require(
          retry.compareTo(MIN_RETRY) >= 0, "retry is at least 30s, not " + retry.toSeconds() + "s");
      require(
          expire.compareTo(MAX_EXPIRE) <= 0,
          "expire is at most 10800s, not " + expire.toSeconds() + "s");
      require(
          expire.compareTo(retry) >= 0,
          "expire is not shorter than retry (" + retry.toSeconds() + "s)");
    }
  }

  /**
   * What else a message carries.
   *
   * @param sound a sound's name at Pushover
   * @param device one device, or several with commas; all where it is empty
   * @param ttl when an unread message vanishes; emergencies never do
   * @param url a link below the message, at most 512 characters
   */
  public record Extras(
      Optional<String> sound, Optional<String> device, Optional<Duration> ttl, Optional<URI> url) {
    public static final int MAX_URL = 512;
    public static final Extras NONE =
        new Extras(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Extras {
      device.ifPresent(
          names ->
              require(
                  names.matches("[A-Za-z0-9_-]{1,25}(,[A-Za-z0-9_-]{1,25})*"),
                  "a device's name has 1 to 25 of A-Z a-z 0-9 _ -"));
      ttl.ifPresent(time -> require(time.toSeconds() >= 1, "ttl is at least 1s"));
      url.ifPresent(
          link -> require(link.toString().length() <= MAX_URL, "url has at most 512 characters"));
    }
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new GapwatchException("pushover: " + rule);
    }
  }
}
