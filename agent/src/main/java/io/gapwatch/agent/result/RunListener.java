package io.gapwatch.agent.result;

import io.gapwatch.agent.finding.CheckResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Receives the progress of a run. */
public interface RunListener {
  /** Ignores everything, for output that is printed at the end. */
  RunListener SILENT = new RunListener() {};

  default void header(Optional<String> job, Instant startedAt) {}

  default void secrets(String origin, List<SecretOutcome> outcomes) {}

  /** What takes longer than people expect, and how long it may. */
  default void waiting(String what) {}

  default void check(CheckResult result) {}

  default void notifications(List<NotificationOutcome> outcomes) {}

  default void verdict(RunResult report) {}

  /** What is no longer tracked or sent, and why. */
  default void closed(List<String> lines) {}

  /** Old files that could not be deleted, and views that could not be written, and why. */
  default void leftOver(List<String> problems) {}
}
