package io.gapwatch.agent.incident;

import io.gapwatch.agent.probe.Reading;
import java.time.Instant;
import java.util.List;

/** Asks a check about the tables, as a probe does. */
@FunctionalInterface
public interface Watched {
  /** The subject of rows that are there twice. */
  String TWICE = "blocks duplicates";

  /**
   * A reading.
   *
   * @param tables all that could be asked
   * @param now rows come up to this time
   */
  Reading read(List<Rows> tables, Looking looking, Instant now);
}
