package io.gapwatch.agent.app;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.ChannelType;
import java.util.Optional;

/**
 * A channel whose settings all stand in the file is made once while the file is read: what it
 * refuses is told there, not by the first run that wants to tell somebody. One that a secret store
 * keeps a part of is made by the run.
 */
final class WrittenChannels {
  private static final String NAME = "written";

  private WrittenChannels() {}

  /** Stops the making of a channel that needs a store. */
  private static final class NeedsStore extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NeedsStore() {
      super(null, null, false, false);
    }
  }

  static Shape shape(ChannelType type) {
    return type.shape().with(settings -> refusal(type, settings));
  }

  private static Optional<String> refusal(ChannelType type, Settings settings) {
    try {
      type.create(NAME, settings, WrittenChannels::stored);
      return Optional.empty();
    } catch (NeedsStore later) {
      return Optional.empty();
    } catch (GapwatchException e) {
      return Optional.of(String.valueOf(e.getMessage()).replace("channel " + NAME + ": ", ""));
    }
  }

  private static Secret stored(String name) {
    throw new NeedsStore();
  }
}
