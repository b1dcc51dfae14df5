package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.time.Duration;
import java.util.List;

/**
 * A report that goes out by itself.
 *
 * @param job when it goes out and to whom; it has no checks
 * @param since how far it looks back
 * @param jobs the jobs that it is about
 * @param criteria whether it proves the success criteria of a night
 * @param trends whether it compares with the time before, of the same length
 */
public record SummaryConfig(
    JobConfig job, Duration since, List<String> jobs, boolean criteria, boolean trends) {
  private static final Key<Duration> SINCE =
      Key.optional(
              "since",
              Kinds.duration(Duration.ofHours(1), Duration.ofDays(100)),
              "how far it looks back")
          .withDefault("24h");
  private static final Key<List<String>> JOBS =
      Key.required(
          "jobs",
          Kinds.some(Kinds.text()),
          "the jobs that it is about, and the upkeep whose work it tells");
  private static final Key<String> CRITERIA =
      Key.optional(
          "criteria",
          Kinds.choice("overnight"),
          "the success criteria that it proves: those of the overnight standing orders");
  private static final Key<Boolean> TRENDS =
      Key.optional(
              "trends",
              Kinds.flag(),
              "whether it compares with the time before, of the same length")
          .withDefault("false");

  /** It goes out whatever it says: levels and times of a route would have no meaning. */
  private static final Key<List<Route>> NOTIFY =
      Key.optional(
              "notify",
              Kinds.list(Kinds.map(Kinds.text(), Route::always)),
              "the channels it goes to, each by its name")
          .whenLeftOut(List.of());

  private static final Key<Duration> DEADLINE =
      Key.optional(
              "deadline",
              Kinds.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
              "how long it may take")
          .withDefault("10m");

  static final Shape SHAPE =
      Shape.of(
          JobConfig.SCHEDULE,
          JobConfig.SPREAD,
          JobConfig.ZONE,
          DEADLINE,
          NOTIFY,
          SINCE,
          JOBS,
          CRITERIA,
          TRENDS);

  static SummaryConfig of(String name, Settings settings) {
    return new SummaryConfig(
        JobConfig.of(name, settings, settings.get(DEADLINE), List.of()),
        settings.get(SINCE),
        settings.get(JOBS),
        settings.find(CRITERIA).isPresent(),
        settings.get(TRENDS));
  }
}
