package io.gapwatch.agent.page;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.PageConfig;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.schedule.Timetable;
import java.time.Instant;
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
        page.title(),
        now,
        Timetable.next(config.jobs().values(), now),
        page.isPublic(),
        boards,
        Optional.empty(),
        List.of());
  }

  private static Board board(JobConfig job, CheckConfig check, PageConfig page) {
    return new Board(
        check.id(),
        job.name(),
        page.isPublic() ? Optional.empty() : Optional.of(check.source()),
        Status.UNKNOWN,
        false,
        "what its runs found cannot be read",
        List.of(),
        List.of());
  }
}
