package io.gapwatch.agent.app;

import io.gapwatch.agent.notify.ChannelType;
import io.gapwatch.agent.notify.channel.HealthchecksType;
import io.gapwatch.agent.notify.channel.PushoverType;
import java.util.List;

/** All types of channel there are: one line each. */
public final class ChannelTypes {
  private ChannelTypes() {}

  public static List<ChannelType> all() {
    return List.of(new PushoverType(), new HealthchecksType());
  }
}
