package io.gapwatch.agent.summary;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.SummaryConfig;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.report.Deed;
import io.gapwatch.agent.report.Summary;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

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
                .all(before(history, config, summary, from), incidents)
            : List.of(),
        deeds(history, config, views, from, now),
        incidents);
  }

  /** How many incidents began in the time before; empty if not all of it is known. */
  private static OptionalDouble before(
      History history, Config config, SummaryConfig summary, Instant from) {
    Instant start = from.minus(summary.since());
    if (!views(history, config, summary, start, from).stream().allMatch(JobView::whole)) {
      return OptionalDouble.empty();
    }
    long began =
        history.incidents().since(start).stream()
            .filter(each -> summary.jobs().contains(each.job()))
            .filter(each -> !each.firstSeen().isBefore(start) && each.firstSeen().isBefore(from))
            .count();
    return OptionalDouble.of((double) began);
  }

  /** What the upkeep among its jobs did. */
  private static List<Deed> deeds(
      History history, Config config, List<JobView> views, Instant from, Instant to) {
    return views.stream()
        .map(view -> view.job().name())
        .filter(config.upkeep()::containsKey)
        .flatMap(name -> history.runs().since(name, from).stream())
        .filter(run -> !run.startedAt().isAfter(to) && run.ending().isPresent())
        .sorted(Comparator.comparing(Run::startedAt))
        .flatMap(
            run ->
                history.results().of(run.id()).stream()
                    .filter(result -> result.id().equals(run.job()))
                    .map(
                        result ->
                            new Deed(
                                run.job(),
                                run.startedAt(),
                                result.status(),
                                result.summary(),
                                result.facts())))
        .toList();
  }

  private static List<JobView> views(
      History history, Config config, SummaryConfig summary, Instant from, Instant to) {
    return summary.jobs().stream()
        // The loader has verified that there is one.
        .map(name -> Objects.requireNonNull(config.scheduled().get(name)))
        .map(job -> JobView.of(history, job, from, to))
        .toList();
  }
}
