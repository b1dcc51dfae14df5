package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Tagged;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Checks that run together.
 *
 * @param schedule when it runs, already spread
 * @param zone the time zone of the schedule
 * @param deadline how long a whole run may take; checks not done by then are unknown
 * @param routes the channels it notifies, and of what
 * @param escalation who hears of what nobody acknowledged
 * @param reports where each run leaves its report as a file; empty for nowhere
 */
public record JobConfig(
    String name,
    Schedule schedule,
    ZoneId zone,
    Duration deadline,
    List<Route> routes,
    Optional<Escalation> escalation,
    List<CheckConfig> checks,
    Optional<ReportFolder> reports) {

  static final Key<Schedule> SCHEDULE =
      Key.required("schedule", Schedule.kind(), "when it runs: a five-field cron expression");
  static final Key<Boolean> SPREAD =
      Key.optional(
              "spread",
              Kinds.flag(),
              "whether minute 0 is moved to another minute of the first half hour, derived "
                  + "from the job's name")
          .withDefault("true");
  static final Key<ZoneId> ZONE =
      Key.optional("zone", Kinds.zone(), "the time zone of the schedule").withDefault("UTC");
  static final Key<Duration> DEADLINE =
      Key.optional(
              "deadline",
              Kinds.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
              "how long a whole run may take")
          .withDefault("10m");
  static final Key<List<Route>> NOTIFY =
      Key.optional("notify", Route.list(), "the channels to notify").whenLeftOut(List.of());

  static final Key<Escalation> ESCALATE =
      Key.optional(
          "escalate",
          Kinds.map(Escalation.SHAPE, Escalation::of),
          "whom to notify when nobody acknowledged in time; default: nobody");

  static final Key<ReportFolder> REPORTS =
      Key.optional(
          "reports",
          Kinds.map(ReportFolder.SHAPE, ReportFolder::of),
          "leaves each run's report as a file, monitor_YYYY-MM-DD_HH-MM-SS.log; default: no file");

  public JobConfig {
    routes = List.copyOf(routes);
    checks = List.copyOf(checks);
  }

  /** The names of the channels it notifies. */
  public List<String> channels() {
    return Stream.concat(
            routes.stream().map(Route::channel), escalation.map(Escalation::to).stream())
        .distinct()
        .toList();
  }

  static Key<List<Tagged>> checks(Map<String, Supplier<Shape>> shapes) {
    return Key.required("checks", Kinds.some(Kinds.tagged("type", shapes)), "what it checks");
  }

  static JobConfig of(String name, Settings settings, Key<List<Tagged>> checks) {
    return of(
        name,
        settings,
        settings.get(DEADLINE),
        settings.get(checks).stream().map(CheckConfig::of).toList());
  }

  /** A job that may have no checks, such as an upkeep action. */
  static JobConfig of(String name, Settings settings, Duration deadline, List<CheckConfig> checks) {
    return new JobConfig(
        name,
        settings.get(SPREAD) ? settings.get(SCHEDULE).spread(name) : settings.get(SCHEDULE),
        settings.get(ZONE),
        deadline,
        settings.get(NOTIFY),
        settings.find(ESCALATE),
        checks,
        settings.find(REPORTS));
  }
}
