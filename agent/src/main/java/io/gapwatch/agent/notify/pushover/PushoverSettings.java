package io.gapwatch.agent.notify.pushover;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.web.WebKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How messages reach one Pushover user or group. The keys hold the values to the vendor's limits.
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
  private static final URI API = URI.create("https://api.pushover.net");
  private static final Key<SecretText> TOKEN =
      Key.required("token", Kinds.secret(), "the application's token: ${secret:PUSHOVER_TOKEN}");
  private static final Key<SecretText> USER =
      Key.required("user", Kinds.secret(), "the user or group key: ${secret:PUSHOVER_USER}");
  private static final Key<String> HEALTHY =
      Key.optional(
              "healthy",
              Kinds.choice("off", "-1", "0"),
              "the priority of a healthy summary after each good run: -1 quiet, 0 normal, or off")
          .withDefault("-1");
  private static final Key<Duration> RETRY =
      Key.optional(
              "retry",
              Kinds.duration(PushoverLimits.MIN_RETRY, PushoverLimits.MAX_EXPIRE),
              "the pause between two rings of an emergency")
          .withDefault("60s");
  private static final Key<Duration> EXPIRE =
      Key.optional(
              "expire",
              Kinds.duration(PushoverLimits.MIN_RETRY, PushoverLimits.MAX_EXPIRE),
              "when an emergency stops ringing by itself")
          .withDefault("1h");
  private static final Key<String> SOUND =
      Key.optional("sound", Kinds.text(), "a sound's name at Pushover");
  private static final Key<String> DEVICE =
      Key.optional(
          "device",
          Kinds.text(PushoverLimits.DEVICES, "one device, or several with commas"),
          "the devices to ring; default: all");
  private static final Key<Duration> TTL =
      Key.optional(
          "ttl",
          Kinds.duration(Duration.ofSeconds(1), Duration.ofDays(365)),
          "when an unread message disappears; emergencies never do");
  private static final Key<URI> LINK =
      Key.optional(
          "link",
          WebKeys.page(PushoverLimits.LINK),
          "a link below the message, such as your status page");

  static final Shape SHAPE =
      Shape.of(
              TOKEN,
              USER,
              HEALTHY,
              RETRY,
              EXPIRE,
              SOUND,
              DEVICE,
              TTL,
              LINK,
              WebKeys.API,
              WebKeys.TIMEOUT)
          .with(
              settings ->
                  settings.get(EXPIRE).compareTo(settings.get(RETRY)) < 0
                      ? Optional.of("expire must not be shorter than retry")
                      : Optional.empty());

  static PushoverSettings of(String name, Settings settings, Function<String, Secret> secrets) {
    return new PushoverSettings(
        name,
        server(settings),
        key(settings.get(TOKEN).resolve(secrets)),
        key(settings.get(USER).resolve(secrets)),
        Optional.of(settings.get(HEALTHY)).filter(p -> !p.equals("off")).map(Integer::valueOf),
        new Emergency(settings.get(RETRY), settings.get(EXPIRE)),
        new Extras(
            settings.find(SOUND), settings.find(DEVICE), settings.find(TTL), settings.find(LINK)),
        settings.get(WebKeys.TIMEOUT));
  }

  /** Blanks come with a copy; the vendor would take them for a part of it. */
  private static Secret key(Secret given) {
    return new Secret(given.reveal().strip());
  }

  /** The base address, without {@code /1/messages.json}. */
  static URI server(Settings settings) {
    return settings.find(WebKeys.API).orElse(API);
  }

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
