package io.gapwatch.agent.summary;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.SummaryConfig;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.report.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What a summary says at a time. Asks nothing but the history. */
public final class Summaries {
  private Summaries() {}

  /** The summary as of this time. */
  public static Summary of(History history, Config config, SummaryConfig summary, Instant now) {
    Instant from = now.minus(summary.since());
    List<JobView> views = views(history, config, summary, from, now);
    List<Incident> incidents =
        history.incidents().since(from).stream()
            .filter(each -> summary.jobs().contains(each.job()))
            .filter(each -> !each.firstSeen().isAfter(now))
            .toList();
    return new Summary(
        summary.job().name(),
        from,
        now,
        views.stream().map(JobView::words).toList(),
        views.stream().allMatch(JobView::whole),
        summary.criteria()
            ? new Criteria(views, history.actions().since(from)).overnight()
            : List.of(),
        summary.trends()
            ? new Trends(views, views(history, config, summary, from.minus(summary.since()), from))
                .all()
            : List.of(),
        incidents);
  }

  private static List<JobView> views(
      History history, Config config, SummaryConfig summary, Instant from, Instant to) {
    return summary.jobs().stream()
        // The loader has verified that there is one.
        .map(name -> Objects.requireNonNull(config.jobs().get(name)))
        .map(job -> JobView.of(history, job, from, to))
        .toList();
  }
}
