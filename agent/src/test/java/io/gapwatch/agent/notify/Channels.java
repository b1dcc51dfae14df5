package io.gapwatch.agent.notify;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.notify.healthchecks.HealthchecksType;
import io.gapwatch.agent.notify.pushover.PushoverType;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/** Channels as the configuration makes them, with all that their keys enforce. */
public final class Channels {
  private Channels() {}

  /**
   * A Pushover channel called {@code phone}.
   *
   * @param more further keys as YAML, such as {@code retry: 30s, sound: siren}
   */
  public static Messenger pushover(URI api, String token, String user, String more) {
    String yaml =
        "{token: \"${secret:TOKEN}\", user: \"${secret:USER}\", api: \"%s\"%s}"
            .formatted(api, further(more));
    return (Messenger)
        create("phone", new PushoverType(), yaml, Map.of("TOKEN", token, "USER", user));
  }

  /**
   * A Healthchecks channel called {@code deadman}.
   *
   * @param url its ping URL
   * @param more further keys as YAML
   */
  public static Heartbeat healthchecks(String url, Retry retry, String more) {
    String yaml = "{url: \"${secret:URL}\"%s}".formatted(further(more));
    return (Heartbeat) create("deadman", new HealthchecksType(retry), yaml, Map.of("URL", url));
  }

  /**
   * A messenger called {@code team}.
   *
   * @param yaml its keys, without the type
   * @param secrets the values of its secrets by name
   */
  public static Messenger messenger(ChannelType type, String yaml, Map<String, String> secrets) {
    return (Messenger) create("team", type, yaml, secrets);
  }

  private static Channel create(
      String name, ChannelType type, String yaml, Map<String, String> secrets) {
    return type.create(
        name,
        SettingsOf.yaml(type.shape(), yaml),
        secret -> new Secret(Objects.requireNonNull(secrets.get(secret))));
  }

  private static String further(String more) {
    return more.isEmpty() ? "" : ", " + more;
  }
}
