package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.List;

/**
 * What one run of an upkeep action did.
 *
 * @param upkeep the name of the action
 * @param at when the run began, UTC
 * @param summary what it did, in one line
 * @param facts what it did to what: a table, a process, a folder
 */
public record Deed(String upkeep, Instant at, Status status, String summary, List<Fact> facts) {
  public Deed {
    facts = List.copyOf(facts);
  }

  /** {@code ✅ vacuum, 2026-11-18 03:07 UTC: vacuumed 1 table; …}. */
  String line() {
    return "%s %s, %s: %s".formatted(Style.mark(status), upkeep, Times.dateAndTime(at), summary);
  }

  /** {@code signals: 12,000 → 0 dead rows, 2MiB → 1MiB, in 0.1s}. */
  List<String> details() {
    return facts.stream().map(fact -> fact.label() + ": " + fact.text()).toList();
  }
}
