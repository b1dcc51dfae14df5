package io.gapwatch.agent.run;

import io.gapwatch.agent.result.NotificationOutcome;
import io.gapwatch.agent.result.RunResult;
import java.util.List;

/** Formats the result of a run. */
@FunctionalInterface
public interface ResultPrinter {
  /**
   * The whole report as text.
   *
   * @param closed what is no longer tracked, one line each
   * @param outcomes the outcome of each notification
   */
  String print(RunResult result, List<String> closed, List<NotificationOutcome> outcomes);
}
