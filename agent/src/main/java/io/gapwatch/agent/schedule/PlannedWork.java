package io.gapwatch.agent.schedule;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.MaintenanceConfig;
import io.gapwatch.agent.config.MaintenanceConfig.Concerned;
import io.gapwatch.agent.history.Window;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A window of planned work that lasts or will come.
 *
 * @param made how it was made by command; empty for one of the file
 * @param name its name in the file, or why somebody made it
 * @param from when it begins or began, UTC
 * @param until when it ends, UTC, exclusive
 * @param weekly whether it comes every week
 */
public record PlannedWork(
    Optional<Made> made, String name, Instant from, Instant until, Concerned of, boolean weekly) {

  /**
   * Made by command.
   *
   * @param id a ULID
   * @param by who made it
   */
  public record Made(String id, String by) {}

  /** Those that last at this time or will come: those of the file, then those made by command. */
  public static List<PlannedWork> ahead(Instant now, Config config, List<Window> made) {
    return Stream.concat(
            config.maintenance().stream().flatMap(window -> ofTheFile(window, now).stream()),
            made.stream().filter(window -> now.isBefore(window.until())).map(PlannedWork::of))
        .toList();
  }

  /** Those that last at this time. */
  public static List<PlannedWork> at(Instant now, Config config, List<Window> made) {
    return ahead(now, config, made).stream().filter(window -> window.lastsAt(now)).toList();
  }

  private static Optional<PlannedWork> ofTheFile(MaintenanceConfig window, Instant now) {
    return window
        .atOrAfter(now)
        .map(
            next ->
                new PlannedWork(
                    Optional.empty(),
                    window.name(),
                    next.start(),
                    next.end(),
                    window.of(),
                    window.weekly().isPresent()));
  }

  private static PlannedWork of(Window window) {
    return new PlannedWork(
        Optional.of(new Made(window.id(), window.by())),
        window.comment(),
        window.from(),
        window.until(),
        window.of(),
        false);
  }

  /** Whether this moment is in it. */
  public boolean lastsAt(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }

  /** {@code maintenance until 2026-11-21 02:30 UTC: night}. */
  public String inWords() {
    return "maintenance until %s: %s".formatted(Times.dateAndTime(until), name);
  }

  /** Whether it is for something of this job. */
  public boolean touches(JobConfig job) {
    return job.checks().stream()
        .anyMatch(check -> of.includes(job.name(), check.id(), check.source()));
  }
}
