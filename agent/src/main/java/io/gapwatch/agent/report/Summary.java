package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.State;
import io.gapwatch.agent.report.Criterion.Met;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report that goes out by itself, as values.
 *
 * @param from its start, UTC
 * @param to its end: the time of the report
 * @param jobs one line for each job: which runs were due, ran and were missed
 * @param whole whether each run that was due did run and end, of each job
 * @param criteria proven, disproven or unknown; empty if it has none
 * @param trends against the time before; empty if it has none
 * @param upkeep what upkeep did, oldest first
 * @param incidents those that were active: first what is not over, each oldest first
 */
public record Summary(
    String name,
    Instant from,
    Instant to,
    List<String> jobs,
    boolean whole,
    List<Criterion> criteria,
    List<Trend> trends,
    List<Deed> upkeep,
    List<Incident> incidents) {
  public Summary {
    jobs = List.copyOf(jobs);
    criteria = List.copyOf(criteria);
    trends = List.copyOf(trends);
    upkeep = List.copyOf(upkeep);
    incidents =
        incidents.stream()
            .sorted(Comparator.comparing((Incident incident) -> incident.state().isOver()))
            .toList();
  }

  private long count(Met met) {
    return criteria.stream().filter(each -> each.met() == met).count();
  }

  private List<Incident> open() {
    return incidents.stream().filter(each -> each.state() == State.OPEN).toList();
  }

  /**
   * A missing run is never health, and neither is what is open at its end. As with checks, what is
   * unknown takes precedence over what is known to be wrong.
   */
  public Status status() {
    if (count(Met.UNKNOWN) > 0
        || !whole
        || open().stream().anyMatch(each -> each.severity() == Severity.UNKNOWN)) {
      return Status.UNKNOWN;
    }
    return isWrong() ? Status.WARNING : Status.OK;
  }

  /** Whether something is known to be wrong, whatever else is unknown. */
  private boolean isWrong() {
    return count(Met.NOT_MET) > 0
        || open().stream().anyMatch(each -> each.severity() != Severity.UNKNOWN);
  }

  /** {@code ❌ DAWN: 1 of 5 criteria not met, 2 unknown}. */
  public String title() {
    String sign = isWrong() ? "❌" : status() == Status.OK ? "✅" : "❓";
    return sign + " " + name.toUpperCase(Locale.ROOT) + ": " + verdict();
  }

  /** {@code 1 of 5 criteria not met, 2 unknown}, or {@code 3 incidents, 1 still open}. */
  public String verdict() {
    long notMet = count(Met.NOT_MET);
    long unknown = count(Met.UNKNOWN);
    String known = whole ? "" : "not all runs are known";
    String open = open().isEmpty() ? "" : Numbers.count(open().size(), "incident") + " still open";
    if (criteria.isEmpty()) {
      return listed(
          Numbers.count(incidents.size(), "incident"),
          open().isEmpty() ? "" : open().size() + " still open",
          known);
    }
    if (notMet + unknown == 0) {
      String but = listed(known, open);
      return "all %d criteria met%s"
          .formatted(criteria.size(), but.isEmpty() ? "" : ", but " + but);
    }
    return notMet == 0
        ? listed("%d of %d criteria unknown".formatted(unknown, criteria.size()), open)
        : listed(
            "%d of %d criteria not met".formatted(notMet, criteria.size()),
            unknown > 0 ? unknown + " unknown" : "",
            open);
  }

  private static String listed(String... parts) {
    return Stream.of(parts).filter(each -> !each.isEmpty()).collect(Collectors.joining(", "));
  }

  String period() {
    return Times.dateAndTime(from) + " to " + Times.dateAndTime(to);
  }
}
