package io.gapwatch.agent.report;

/** Prints reports from the history in one format; one class each. */
public interface ReportPrinter {

  /** The last run of a job. */
  String print(LastRun run);

  /** A night or a week. */
  String print(Period period);
}
