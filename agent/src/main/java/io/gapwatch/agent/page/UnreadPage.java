package io.gapwatch.agent.page;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.PageConfig;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.schedule.Timetable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The page where the history cannot be read: nothing is known of any check. The page of an earlier
 * run would go on saying what that run found, and a badge does not even say when.
 */
final class UnreadPage {
  private UnreadPage() {}

  static StatusPage of(Config config, PageConfig page, Instant now) {
    List<Board> boards =
        config.jobs().values().stream()
            .flatMap(job -> job.checks().stream().map(check -> board(job, check, page)))
            .toList();
    return new StatusPage(
        page.title(), now, due(config, now), page.isPublic(), boards, Optional.empty(), List.of());
  }

  private static Board board(JobConfig job, CheckConfig check, PageConfig page) {
    return new Board(
        check.id(),
        job.name(),
        page.isPublic() ? Optional.empty() : Optional.of(check.source()),
        Status.UNKNOWN,
        "what its runs found cannot be read",
        List.of(),
        List.of());
  }

  /** When the next run of any job is due. */
  static Optional<Instant> due(Config config, Instant now) {
    return config.jobs().values().stream()
        .flatMap(job -> Timetable.of(job).next(now).stream())
        .min(Comparator.naturalOrder());
  }
}
