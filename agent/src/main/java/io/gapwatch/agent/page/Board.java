package io.gapwatch.agent.page;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Series;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One check on the page.
 *
 * @param critical whether something is known to be critical, also where the rest is unknown
 * @param words what it came to; on a public page without details
 * @param source what it asks; empty on a public page
 * @param days of UTC, oldest first, today last
 * @param plots the courses of its numbers
 */
record Board(
    String id,
    String job,
    Optional<String> source,
    Status status,
    boolean critical,
    String words,
    List<Day> days,
    List<Plot> plots) {
  Board {
    critical |= status == Status.CRITICAL;
    days = List.copyOf(days);
    plots = List.copyOf(plots);
  }

  /** What it looks like to people: a known critical stands above the unknown. */
  Status seen() {
    return critical ? Status.CRITICAL : status;
  }

  /** Its state in words: {@code critical, partly unknown}. */
  String state() {
    return isBoth() ? "critical, partly unknown" : status.word();
  }

  boolean isBoth() {
    return critical && status == Status.UNKNOWN;
  }

  /** The course of a number that is in this unit. */
  record Plot(Series series, Unit unit) {}

  /** A day, and the worst that it saw; empty if nothing was checked. */
  record Day(LocalDate date, Optional<Status> worst) {}
}
