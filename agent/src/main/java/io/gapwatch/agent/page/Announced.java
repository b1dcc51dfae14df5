package io.gapwatch.agent.page;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.schedule.PlannedWork;
import io.gapwatch.agent.text.Lines;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A window of planned work on the page.
 *
 * @param what its name and what it is for; on a public page without the name, which may say more
 *     than everybody should know
 * @param checks that it is for; none where it is for upkeep alone
 * @param from UTC
 * @param until UTC, exclusive
 */
record Announced(String what, List<String> checks, Instant from, Instant until, boolean weekly) {
  /** More checks than that are counted. */
  private static final int NAMED = 8;

  Announced {
    checks = List.copyOf(checks);
  }

  static Announced of(PlannedWork window, Config config, boolean isPublic) {
    List<String> checks = new ArrayList<>();
    int all = 0;
    for (JobConfig job : config.jobs().values()) {
      for (CheckConfig check : job.checks()) {
        all++;
        if (window.of().includes(job.name(), check.id(), check.source())) {
          checks.add(check.id());
        }
      }
    }
    String about = checks.size() == all ? "all checks" : about(checks);
    return new Announced(
        isPublic
            ? "Planned work on " + about
            : "%s: planned work on %s".formatted(Lines.oneLine(window.name()), about),
        checks,
        window.from(),
        window.until(),
        window.weekly());
  }

  private static String about(List<String> checks) {
    return checks.isEmpty()
        ? "upkeep"
        : checks.size() > NAMED ? Numbers.count(checks.size(), "check") : String.join(", ", checks);
  }

  boolean lastsAt(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }

  /** {@code now, until 2026-11-21 02:30 UTC, every week; …}. */
  String when(Instant now) {
    return "%s%s%s; checks go on, and messages about them wait until its end"
        .formatted(
            lastsAt(now) ? "now, until " : "from " + Times.dateAndTime(from) + " until ",
            Times.dateAndTime(until),
            weekly ? ", every week" : "");
  }
}
