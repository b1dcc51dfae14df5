package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Jobs without checks. */
final class Jobs {
  private Jobs() {}

  static JobConfig job(String name, String schedule, String zone) {
    return new JobConfig(
        name,
        new Schedule(schedule),
        ZoneId.of(zone),
        Duration.ofMinutes(10),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }
}
