package io.gapwatch.agent.app;

import io.gapwatch.agent.history.Retention;
import io.gapwatch.agent.notify.ChannelType;
import io.gapwatch.agent.notify.Retry;
import java.time.Duration;
import java.util.List;

/**
 * What a run goes by that no configuration says.
 *
 * @param channels the types of channel there are
 * @param messages how often one message is tried within one run
 * @param history how much of the past is kept
 * @param farewell how long a run may still take, once a signal has come, before it is given up
 */
public record RunTerms(
    List<ChannelType> channels, Retry messages, Retention.Limits history, Duration farewell) {
  public static final RunTerms DEFAULT =
      new RunTerms(ChannelTypes.all(), Retry.MESSAGES, Retention.Limits.DEFAULT, Duration.ZERO);

  public RunTerms {
    channels = List.copyOf(channels);
  }

  /** The same with another time to finish after a signal. */
  RunTerms withFarewell(Duration time) {
    return new RunTerms(channels, messages, history, time);
  }
}
