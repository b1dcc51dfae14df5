package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Named;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Tagged;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One check of a job.
 *
 * @param confirm consecutive runs that must see a finding before anyone is notified
 * @param recover consecutive good runs that resolve it
 * @param timeout how long the source may take to respond
 * @param remind how often to send reminders, by severity
 * @param flap how many times in a day something may open before it is told as flapping
 * @param dependsOn the check of the same job whose failure explains this one's
 * @param settings those of its type
 */
public record CheckConfig(
    String id,
    String type,
    String source,
    int confirm,
    int recover,
    Duration timeout,
    Map<String, Duration> remind,
    Optional<Integer> flap,
    Optional<String> dependsOn,
    Settings settings) {

  static final Key<String> ID =
      Key.required(
          "id", Kinds.text(Named.NAME, Named.RULE), "the check's name, unique in the file");
  static final Key<String> SOURCE = Key.required("source", Kinds.text(), "the source it checks");
  static final Key<Long> CONFIRM =
      Key.optional(
              "confirm",
              Kinds.integer(1, 100),
              "consecutive runs that must see a finding before anyone is notified")
          .withDefault("1");
  static final Key<Long> RECOVER =
      Key.optional(
              "recover", Kinds.integer(1, 100), "consecutive good runs that resolve an incident")
          .withDefault("2");
  static final Key<Duration> TIMEOUT =
      Key.optional(
              "timeout",
              Kinds.duration(Duration.ofMillis(1), Duration.ofHours(1)),
              "how long the source may take to respond; after that the check is unknown")
          .withDefault("60s");
  static final Key<Settings> REMIND =
      Key.optional("remind", Remind.SHAPE, "how often to send reminders; default: never");
  static final Key<Long> FLAP =
      Key.optional(
          "flap",
          Kinds.integer(1, 100),
          "how often in 24 hours the same incident may open; once more is reported as flapping, then"
              + " nothing until it is stable; default: any number");
  static final Key<String> DEPENDS_ON =
      Key.optional(
          "dependsOn",
          Kinds.text(),
          "the check of the same job whose failure explains this one's; they are reported as one");

  static final Shape COMMON =
      Shape.of(ID, SOURCE, CONFIRM, RECOVER, TIMEOUT, REMIND, FLAP, DEPENDS_ON);

  /** The same check, depending on none. */
  public CheckConfig alone() {
    return new CheckConfig(
        id, type, source, confirm, recover, timeout, remind, flap, Optional.empty(), settings);
  }

  static CheckConfig of(Tagged tagged) {
    Settings settings = tagged.settings();
    return new CheckConfig(
        settings.get(ID),
        tagged.type(),
        settings.get(SOURCE),
        settings.get(CONFIRM).intValue(),
        settings.get(RECOVER).intValue(),
        settings.get(TIMEOUT),
        settings.find(REMIND).map(Remind::of).orElse(Map.of()),
        settings.find(FLAP).map(Long::intValue),
        settings.find(DEPENDS_ON),
        settings);
  }
}
