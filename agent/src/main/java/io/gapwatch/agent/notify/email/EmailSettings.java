package io.gapwatch.agent.notify.email;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.HealthyKey;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * How mail leaves, and to whom.
 *
 * @param name the channel's name in the configuration
 * @param server where mail is handed in
 * @param from who it is from
 * @param to who gets it
 * @param healthy whether each healthy run is told as well
 * @param timeout for one message as a whole
 */
record EmailSettings(
    String name,
    MailServer server,
    String from,
    List<String> to,
    boolean healthy,
    Duration timeout) {

  private static final Key<SecretText> SERVER =
      Key.required(
          "server",
          Kinds.secret(),
          "smtps://user:${secret:SMTP_PASSWORD}@host for TLS at once (port 465), smtp:// for"
              + " STARTTLS (port 587); the password as it is, without % codes");
  private static final Key<String> FROM =
      Key.required(
          "from", MailAddress.kind(), "who it is from: a@example.org, or Name <a@example.org>");
  private static final Key<List<String>> TO =
      Key.required("to", Kinds.some(MailAddress.kind()), "who gets it");
  private static final Key<Duration> TIMEOUT =
      Key.optional(
              "timeout",
              Kinds.duration(Duration.ofMillis(100), Duration.ofMinutes(2)),
              "how long one message may take as a whole")
          .withDefault("30s");

  static final Shape SHAPE = Shape.of(SERVER, FROM, TO, HealthyKey.HEALTHY, TIMEOUT);

  static EmailSettings of(String name, Settings settings, Function<String, Secret> secrets) {
    return new EmailSettings(
        name,
        MailServer.parse(name, settings.get(SERVER).resolve(secrets)),
        settings.get(FROM),
        settings.get(TO),
        settings.get(HealthyKey.HEALTHY),
        settings.get(TIMEOUT));
  }
}
