package io.gapwatch.agent.run;

import io.gapwatch.agent.result.NotificationOutcome;
import io.gapwatch.agent.result.RunResult;
import java.util.List;

/** Puts the result of a run into words. */
@FunctionalInterface
public interface ResultPrinter {
  /**
   * The whole report as text.
   *
   * @param removed what is no longer followed, a line each
   * @param outcomes what became of telling people
   */
  String print(RunResult result, List<String> removed, List<NotificationOutcome> outcomes);
}
