package io.gapwatch.agent.report;

/** Writes reports out of the history in one format. Each has one class. */
public interface ReportPrinter {

  /** The last run of a job. */
  String print(LastRun run);

  /** A night or a week. */
  String print(Period period);
}
