package io.gapwatch.agent.run;

import io.gapwatch.agent.history.Retention;
import io.gapwatch.agent.notify.Retry;
import java.time.Duration;

/**
 * Options of a run that are not in the configuration.
 *
 * @param types the types that the configuration may use
 * @param printer formats the report that is sent with the dead-man ping
 * @param history how much history to keep
 * @param patience how long it waits for what is slow
 * @param traces what it leaves for others to see, beside messages
 */
public record RunOptions(
    Types types,
    ResultPrinter printer,
    Retention.Limits history,
    Patience patience,
    Traces traces) {
  /** Enough for three attempts to send a message; docs/reliability.md has the proof. */
  public static final Duration MARGIN = Duration.ofSeconds(30);

  /**
   * How long a run waits.
   *
   * @param messages how often a message is attempted within a run
   * @param margin how long after its deadline a run may take to tell people and the switch
   * @param grace how long a run may take to finish after a signal before it is abandoned
   */
  public record Patience(Retry messages, Duration margin, Duration grace) {}

  /**
   * What a run leaves behind.
   *
   * @param after what is done after each run
   * @param replay whether it only plays another time: it pings no dead-man's switch and leaves no
   *     report file, which are of real runs
   */
  public record Traces(AfterRun after, boolean replay) {}

  /** The defaults: a signal abandons the run at once. */
  public static RunOptions of(Types types, ResultPrinter printer) {
    return new RunOptions(
        types,
        printer,
        Retention.Limits.DEFAULT,
        new Patience(Retry.MESSAGES, MARGIN, Duration.ZERO),
        new Traces(AfterRun.NOTHING, false));
  }

  /** The same with another grace period after a signal. */
  public RunOptions withGrace(Duration time) {
    return with(new Patience(patience.messages(), patience.margin(), time));
  }

  /** The same with another margin after the deadline. */
  public RunOptions withMargin(Duration time) {
    return with(new Patience(patience.messages(), time, patience.grace()));
  }

  private RunOptions with(Patience other) {
    return new RunOptions(types, printer, history, other, traces);
  }

  /** The same that does this after each run. */
  public RunOptions with(AfterRun also) {
    return with(new Traces(also, traces.replay()));
  }

  /** The same for a replay, after which nothing is written for others to see. */
  public RunOptions replaying() {
    return with(new Traces(AfterRun.NOTHING, true));
  }

  private RunOptions with(Traces others) {
    return new RunOptions(types, printer, history, patience, others);
  }
}
