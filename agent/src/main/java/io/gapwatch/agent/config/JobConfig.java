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

/**
 * Checks that run together.
 *
 * @param schedule when it runs, already spread
 * @param zone the time zone of the schedule
 * @param deadline how long a whole run may take; checks not done by then are unknown
 * @param channels the names of the channels it notifies
 * @param reports where each run leaves its report as a file; empty for nowhere
 */
public record JobConfig(
    String name,
    Schedule schedule,
    ZoneId zone,
    Duration deadline,
    List<String> channels,
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
  static final Key<List<String>> NOTIFY =
      Key.optional("notify", Kinds.list(Kinds.text()), "the channels to notify")
          .whenLeftOut(List.of());
  static final Key<ReportFolder> REPORTS =
      Key.optional(
          "reports",
          Kinds.map(ReportFolder.SHAPE, ReportFolder::of),
          "leaves each run's report as a file, monitor_YYYY-MM-DD_HH-MM-SS.log; default: no file");

  public JobConfig {
    channels = List.copyOf(channels);
    checks = List.copyOf(checks);
  }

  static Key<List<Tagged>> checks(Map<String, Shape> shapes) {
    return Key.required("checks", Kinds.some(Kinds.tagged("type", shapes)), "what it checks");
  }

  static JobConfig of(String name, Settings settings, Key<List<Tagged>> checks) {
    return new JobConfig(
        name,
        settings.get(SPREAD) ? settings.get(SCHEDULE).spread(name) : settings.get(SCHEDULE),
        settings.get(ZONE),
        settings.get(DEADLINE),
        settings.get(NOTIFY),
        settings.get(checks).stream().map(CheckConfig::of).toList(),
        settings.find(REPORTS));
  }
}
