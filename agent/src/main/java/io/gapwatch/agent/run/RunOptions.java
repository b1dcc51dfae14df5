package io.gapwatch.agent.run;

import io.gapwatch.agent.history.Retention;
import io.gapwatch.agent.notify.Retry;
import java.time.Duration;

/**
 * Options of a run that are not in the configuration.
 *
 * @param types the types that the configuration may use
 * @param printer formats the report that is sent with the dead-man ping
 * @param messages how often a message is attempted within a run
 * @param history how much history to keep
 * @param margin how long after its deadline a run may take to tell people and the switch
 * @param grace how long a run may take to finish after a signal before it is abandoned
 * @param after what is done after each run
 * @param replay whether it only plays another time: it pings no dead-man's switch and leaves no
 *     report file, which are of real runs
 */
public record RunOptions(
    Types types,
    ResultPrinter printer,
    Retry messages,
    Retention.Limits history,
    Duration margin,
    Duration grace,
    AfterRun after,
    boolean replay) {
  /** Enough for three attempts to send a message; docs/reliability.md has the proof. */
  public static final Duration MARGIN = Duration.ofSeconds(30);

  /** The defaults: a signal abandons the run at once. */
  public static RunOptions of(Types types, ResultPrinter printer) {
    return new RunOptions(
        types,
        printer,
        Retry.MESSAGES,
        Retention.Limits.DEFAULT,
        MARGIN,
        Duration.ZERO,
        AfterRun.NOTHING,
        false);
  }

  /** The same with another grace period after a signal. */
  public RunOptions withGrace(Duration time) {
    return new RunOptions(types, printer, messages, history, margin, time, after, replay);
  }

  /** The same with another margin after the deadline. */
  public RunOptions withMargin(Duration time) {
    return new RunOptions(types, printer, messages, history, time, grace, after, replay);
  }

  /** The same that does this after each run. */
  public RunOptions with(AfterRun also) {
    return new RunOptions(types, printer, messages, history, margin, grace, also, replay);
  }

  /** The same for a replay, after which nothing is written for others to see. */
  public RunOptions replaying() {
    return new RunOptions(types, printer, messages, history, margin, grace, AfterRun.NOTHING, true);
  }
}
