package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Tagged;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One upkeep action.
 *
 * @param job when it runs, how long it may take and whom it tells; it has no checks
 * @param type the type of action
 * @param source what it acts on, for a type that acts on a source
 * @param force whether it acts even while an incident of its source is critical or unknown
 * @param settings those of its type
 */
public record UpkeepConfig(
    JobConfig job, String type, Optional<String> source, boolean force, Settings settings) {

  private static final Key<String> SOURCE =
      Key.required("source", Kinds.text(), "the source it acts on");
  private static final Key<Duration> DEADLINE =
      Key.optional(
              "deadline",
              Kinds.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
              "how long it may take; then it stops and says what is left")
          .withDefault("30m");
  private static final Key<Boolean> FORCE =
      Key.optional(
              "force",
              Kinds.flag(),
              "whether it acts even while an incident of its source is critical or unknown")
          .withDefault("false");

  private static final Shape COMMON =
      Shape.of(
          JobConfig.SCHEDULE,
          JobConfig.SPREAD,
          JobConfig.ZONE,
          DEADLINE,
          JobConfig.NOTIFY,
          JobConfig.ESCALATE,
          FORCE);

  /** The keys of a type together with those that all actions have. */
  static Shape shape(Catalog.ActionShape type) {
    return type.sourceTypes().isEmpty()
        ? type.shape().get().after(COMMON)
        : type.shape().get().after(COMMON.after(Shape.of(SOURCE)));
  }

  static UpkeepConfig of(String name, Tagged tagged) {
    Settings settings = tagged.settings();
    return new UpkeepConfig(
        JobConfig.of(name, settings, settings.get(DEADLINE), List.of()),
        tagged.type(),
        settings.find(SOURCE),
        settings.get(FORCE),
        settings);
  }
}
