package io.gapwatch.agent.notify;

import io.gapwatch.agent.finding.Status;
import java.time.Instant;
import java.util.List;

/**
 * What a run knows that goes into its messages, beside the changes in the outbox.
 *
 * @param at when the run began, UTC: the "now" of all ages in the text
 * @param summary lines about the data as it is now
 */
public record RunNews(String job, Status status, Instant at, List<String> summary) {

  public RunNews {
    summary = List.copyOf(summary);
  }
}
