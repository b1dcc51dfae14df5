package io.gapwatch.agent.incident;

import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Span;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Asks a check about the tables, as a probe does. */
public interface Watched {
  /** The subject of rows that are there twice. */
  String TWICE = "blocks duplicates";

  /** The groups of a table that has groups; their rows are those of the two tables. */
  String FIRST = "eu";

  String SECOND = "us";

  /**
   * A reading.
   *
   * @param tables all that could be asked
   * @param now rows come up to this time
   */
  Reading read(List<Rows> tables, Looking looking, Instant now);

  /** What it remembers, to be given back to {@link #restore}. */
  Map<String, Span> memory();

  /** What it remembers is only this. */
  void restore(Map<String, Span> memory);
}
