package io.gapwatch.agent.soak;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.notify.Channel;
import io.gapwatch.agent.notify.ChannelType;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Heartbeat;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.soak.Fate.Stage;
import java.util.UUID;
import java.util.function.Function;

/** A real type of channel in a run that may be killed around its calls. */
record MortalType(ChannelType real, Fate fate) implements ChannelType {
  @Override
  public String type() {
    return real.type();
  }

  @Override
  public Shape shape() {
    return real.shape();
  }

  @Override
  public boolean carriesMessages() {
    return real.carriesMessages();
  }

  @Override
  public Channel create(String name, Settings settings, Function<String, Secret> secrets) {
    Channel channel = real.create(name, settings, secrets);
    return channel instanceof Messenger messenger
        ? new MortalMessenger(messenger, fate)
        : new MortalHeartbeat((Heartbeat) channel, fate);
  }

  private record MortalMessenger(Messenger real, Fate fate) implements Messenger {
    @Override
    public String name() {
      return real.name();
    }

    @Override
    public Delivery send(Message message) {
      fate.reach(Stage.BEFORE_SEND);
      Delivery delivery = real.send(message);
      fate.reach(Stage.AFTER_SEND);
      return delivery;
    }

    @Override
    public Delivery cancel(String receipt) {
      return real.cancel(receipt);
    }

    @Override
    public boolean wantsHealthySummary() {
      return real.wantsHealthySummary();
    }
  }

  private record MortalHeartbeat(Heartbeat real, Fate fate) implements Heartbeat {
    @Override
    public String name() {
      return real.name();
    }

    @Override
    public Delivery start(UUID run) {
      fate.reach(Stage.STARTING);
      return real.start(run);
    }

    @Override
    public Delivery end(UUID run, Ending ending, String report) {
      fate.reach(Stage.BEFORE_END);
      return real.end(run, ending, report);
    }
  }
}
