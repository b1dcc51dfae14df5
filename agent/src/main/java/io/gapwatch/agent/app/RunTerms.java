package io.gapwatch.agent.app;

import io.gapwatch.agent.history.Retention;
import io.gapwatch.agent.notify.ChannelType;
import io.gapwatch.agent.notify.Retry;
import java.util.List;

/**
 * What a run goes by that no configuration says.
 *
 * @param channels the types of channel there are
 * @param messages how often one message is tried within one run
 * @param history how much of the past is kept
 */
public record RunTerms(List<ChannelType> channels, Retry messages, Retention.Limits history) {
  public static final RunTerms DEFAULT =
      new RunTerms(ChannelTypes.all(), Retry.MESSAGES, Retention.Limits.DEFAULT);

  public RunTerms {
    channels = List.copyOf(channels);
  }
}
