package io.gapwatch.agent.notify;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Incident;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a run contributes to its messages, besides the changes in the outbox.
 *
 * @param at when the run began, UTC: the "now" of all ages in the text
 * @param summary lines about the data as it is now
 * @param until when three more runs of the job should be over, UTC; asked only where it is needed
 * @param report the run's report as plain text; asked only where it is needed
 * @param links where an incident is acknowledged, on the web; empty for nowhere
 * @param hears whether a channel is to hear now that all is well
 */
public record RunSummary(
    String job,
    Status status,
    Instant at,
    List<String> summary,
    Supplier<Instant> until,
    Supplier<String> report,
    Function<Incident, Optional<String>> links,
    Predicate<String> hears) {

  public RunSummary {
    summary = List.copyOf(summary);
  }

  /** One of a job of which no more is known. */
  public RunSummary(String job, Status status, Instant at, List<String> summary) {
    this(job, status, at, summary, () -> at, () -> "", any -> Optional.empty(), any -> true);
  }
}
