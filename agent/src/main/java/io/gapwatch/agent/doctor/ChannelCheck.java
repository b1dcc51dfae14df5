package io.gapwatch.agent.doctor;

import io.gapwatch.agent.notify.Channel;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Delivery.Failed;
import io.gapwatch.agent.notify.Delivery.Refused;
import java.util.List;
import java.util.function.Function;

/** Whether a channel works: by a silent test, or by a real message to people. */
final class ChannelCheck implements DoctorCheck {
  private final Channel channel;
  private final String how;
  private final Function<Channel, Delivery> test;

  /**
   * @param how the kind of test, for people: {@code silent test}
   */
  public ChannelCheck(Channel channel, String how, Function<Channel, Delivery> test) {
    this.channel = channel;
    this.how = how;
    this.test = test;
  }

  @Override
  public String name() {
    return "channel " + channel.name();
  }

  @Override
  public boolean needsNetwork() {
    return true;
  }

  @Override
  public List<Diagnosis> examine() {
    Delivery delivery = test.apply(channel);
    if (delivery instanceof Refused refused) {
      return List.of(
          Diagnosis.failed(
              how + ": " + refused.reason(),
              "correct its credentials and settings, then try again"));
    }
    if (delivery instanceof Failed failed) {
      return List.of(
          Diagnosis.unknown(
              how + ": " + failed.reason(),
              "do what it says, or check the network; messages wait in the outbox in the meantime"));
    }
    return List.of(Diagnosis.ok(how + " accepted"));
  }
}
