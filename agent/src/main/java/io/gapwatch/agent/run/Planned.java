package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.MaintenanceConfig.Concerned;
import io.gapwatch.agent.history.Window;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A window of planned work that lasts.
 *
 * @param name its name, or why somebody made it
 * @param until when it ends, UTC
 */
public record Planned(String name, Concerned of, Instant until) {

  /** All that last at this time: those of the file, then those made by command. */
  public static List<Planned> at(Instant now, Config config, List<Window> made) {
    return Stream.concat(
            config.maintenance().stream()
                .flatMap(
                    window ->
                        window
                            .endOf(now)
                            .map(end -> new Planned(window.name(), window.of(), end))
                            .stream()),
            made.stream()
                .filter(window -> window.activeAt(now))
                .map(window -> new Planned(window.comment(), window.of(), window.until())))
        .toList();
  }

  /** {@code maintenance until 2026-11-21 02:30 UTC: night}. */
  public String inWords() {
    return "maintenance until %s: %s".formatted(Times.dateAndTime(until), name);
  }

  /** Whether it is for something of this job. */
  boolean touches(JobConfig job) {
    return job.checks().stream()
        .anyMatch(check -> of.includes(job.name(), check.id(), check.source()));
  }
}
