package io.gapwatch.agent.run;

import io.gapwatch.agent.history.Retention;
import io.gapwatch.agent.notify.Retry;
import java.time.Duration;

/**
 * What a run goes by that no configuration says.
 *
 * @param types the types that the configuration may name
 * @param printer puts the result into the words that go with the dead-man ping
 * @param messages how often one message is tried within one run
 * @param history how much of the past is kept
 * @param grace how long a run may still take, once a signal has come, before it is given up
 */
public record RunOptions(
    Types types, ResultPrinter printer, Retry messages, Retention.Limits history, Duration grace) {

  /** The usual ones: a run that a signal stops is given up at once. */
  public static RunOptions of(Types types, ResultPrinter printer) {
    return new RunOptions(types, printer, Retry.MESSAGES, Retention.Limits.DEFAULT, Duration.ZERO);
  }

  /** The same with another time to finish after a signal. */
  public RunOptions withGrace(Duration time) {
    return new RunOptions(types, printer, messages, history, time);
  }
}
