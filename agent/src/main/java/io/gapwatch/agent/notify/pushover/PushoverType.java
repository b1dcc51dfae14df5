package io.gapwatch.agent.notify.pushover;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.Channel;
import io.gapwatch.agent.notify.ChannelType;
import io.gapwatch.agent.notify.pushover.PushoverSettings.Emergency;
import io.gapwatch.agent.notify.pushover.PushoverSettings.Extras;
import io.gapwatch.agent.notify.web.WebKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** {@code type: pushover}: a phone, by pushover.net. */
public final class PushoverType implements ChannelType {
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
          WebKeys.address(PushoverLimits.LINK),
          "a link below the message, such as your status page");

  @Override
  public String type() {
    return "pushover";
  }

  @Override
  public Shape shape() {
    return Shape.of(
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
  }

  @Override
  public Optional<URI> server(Settings settings) {
    return settings.find(WebKeys.API).or(() -> Optional.of(API));
  }

  @Override
  public boolean carriesMessages() {
    return true;
  }

  @Override
  public Channel create(String name, Settings settings, Function<String, Secret> secrets) {
    return new Pushover(
        new PushoverSettings(
            name,
            settings.find(WebKeys.API).orElse(API),
            settings.get(TOKEN).resolve(secrets),
            settings.get(USER).resolve(secrets),
            Optional.of(settings.get(HEALTHY)).filter(p -> !p.equals("off")).map(Integer::valueOf),
            new Emergency(settings.get(RETRY), settings.get(EXPIRE)),
            new Extras(
                settings.find(SOUND),
                settings.find(DEVICE),
                settings.find(TTL),
                settings.find(LINK)),
            settings.get(WebKeys.TIMEOUT)));
  }
}
