package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.report.Criterion.Met;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A report that goes out by itself, as values.
 *
 * @param from its start, UTC
 * @param to its end: the time of the report
 * @param jobs one line for each job: which runs were due, ran and were missed
 * @param whole whether each run that was due did run and end, of each job
 * @param criteria proven, disproven or unknown; empty if it has none
 * @param trends against the time before; empty if it has none
 * @param incidents those that were active, oldest first
 */
public record Summary(
    String name,
    Instant from,
    Instant to,
    List<String> jobs,
    boolean whole,
    List<Criterion> criteria,
    List<Trend> trends,
    List<Incident> incidents) {
  public Summary {
    jobs = List.copyOf(jobs);
    criteria = List.copyOf(criteria);
    trends = List.copyOf(trends);
    incidents = List.copyOf(incidents);
  }

  private long count(Met met) {
    return criteria.stream().filter(each -> each.met() == met).count();
  }

  /** A missing run is never health. */
  public Status status() {
    if (count(Met.NOT_MET) > 0) {
      return Status.WARNING;
    }
    return count(Met.UNKNOWN) > 0 || !whole ? Status.UNKNOWN : Status.OK;
  }

  /** {@code ❌ DAWN: 1 of 5 criteria not met, 2 unknown}. */
  public String title() {
    String sign =
        switch (status()) {
          case OK -> "✅";
          case WARNING, CRITICAL -> "❌";
          case UNKNOWN -> "❓";
        };
    return sign + " " + name.toUpperCase(Locale.ROOT) + ": " + verdict();
  }

  private String verdict() {
    if (criteria.isEmpty()) {
      return Numbers.count(incidents.size(), "incident") + (whole ? "" : ", runs are missing");
    }
    long notMet = count(Met.NOT_MET);
    long unknown = count(Met.UNKNOWN);
    if (notMet + unknown == 0) {
      return "all %d criteria met%s"
          .formatted(criteria.size(), whole ? "" : ", but runs are missing");
    }
    return notMet == 0
        ? "%d of %d criteria unknown".formatted(unknown, criteria.size())
        : "%d of %d criteria not met%s"
            .formatted(notMet, criteria.size(), unknown > 0 ? ", " + unknown + " unknown" : "");
  }

  String period() {
    return Times.dateAndTime(from) + " to " + Times.dateAndTime(to);
  }
}
