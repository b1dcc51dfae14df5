package io.gapwatch.agent.notify;

import io.gapwatch.agent.finding.Status;
import java.time.Instant;
import java.util.List;

/**
 * What a run contributes to its messages, besides the changes in the outbox.
 *
 * @param at when the run began, UTC: the "now" of all ages in the text
 * @param summary lines about the data as it is now
 */
public record RunSummary(String job, Status status, Instant at, List<String> summary) {

  public RunSummary {
    summary = List.copyOf(summary);
  }
}
